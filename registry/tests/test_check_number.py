import json
from io import StringIO

import pytest
from django.core.management import call_command


def check(text: str) -> tuple[str, str | int | None]:
    out = StringIO()
    try:
        call_command("check_number", text, stdout=out)
    except SystemExit as leaving:
        return out.getvalue(), leaving.code
    return out.getvalue(), 0


def test_a_valid_number_is_one_line_of_json_and_exit_code_zero():
    printed, exit_code = check(" 1101082276223860002x")
    assert exit_code == 0
    assert printed == (
        '{"valid": true, "number": "京网信备1101082276223860002X号", "province": "北京市", '
        '"county": "北京市海淀区", "year": 2022, "reason": null}\n'
    )


@pytest.mark.parametrize("text", ["京网信备11010819574012440013号", "京ICP备19000001号", "", "hello"])
def test_an_invalid_number_has_a_reason_and_exit_code_one(text):
    printed, exit_code = check(text)
    findings = json.loads(printed)
    assert exit_code == 1
    assert printed.count("\n") == 1
    assert findings.pop("reason")
    assert findings == {"valid": False, "number": None, "province": None, "county": None, "year": None}
