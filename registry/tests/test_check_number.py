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
        '"county": "北京市海淀区", "year": 2022, "block": "76223860", "reason": null}\n'
    )


@pytest.mark.parametrize("text", ["京网信备11010819574012440013号", "京ICP备19000001号", "", "hello"])
def test_an_invalid_number_has_a_reason_and_exit_code_one(text):
    printed, exit_code = check(text)
    findings = json.loads(printed)
    assert exit_code == 1
    assert printed.count("\n") == 1
    assert findings.pop("reason")
    assert findings == dict.fromkeys(("number", "province", "county", "year", "block")) | {"valid": False}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("京网信备11010899762238600023号", "2099"),
        ("京网信备11010818762238600025号", "2018"),
        ("京网信备11010822762238600003号", "000"),
        ("苏网信备3205712276223860002X号", "320571"),
    ],
)
def test_an_impossible_year_or_serial_and_an_unknown_county_are_named(text, said):
    assert said in json.loads(check(text)[0])["reason"]


def test_a_number_that_was_cut_off_tells_the_block_that_is_left():
    findings = json.loads(check("京网信备1101082276223860002号")[0])
    assert (findings["valid"], findings["block"]) == (False, "76223860")


def test_a_block_that_begins_with_0_is_told_with_its_zeros():
    assert json.loads(check("京网信备11010822000000010010号")[0])["block"] == "00000001"
