import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from stdnum.cn import uscc

from providers.credit_codes import CATEGORIES, area_is_listed, credit_code, organisation_check

PUBLISHED = "91110000600037341L"


def code_of(text: str) -> str | None:
    with pytest.raises(ValidationError) as caught:
        credit_code(text)
    return caught.value.code


def made(kind: str, area: str, body: str = "60003734") -> str:
    """Return a code of this department and category whose two check characters are right."""
    first = kind + area + body + organisation_check(body)
    return first + uscc.calc_check_digit(first)


@pytest.mark.parametrize("code", [PUBLISHED, "91110108551385082Q", "91330106673959654P"])
def test_published_credit_codes_are_accepted(code):
    assert credit_code(code) == code


@pytest.mark.parametrize(
    "text",
    [
        " ９１１１００００-600037341l\u200b",
        "统一社会信用代码：91110000600037341L",
        "统一社会信用代码 91110000 6000 3734 1L",
        "统一社会信用代码/纳税人识别号:91110000600037341L",
        "社会信用代码（统一）＝ 91110000600037341L。",
        "USCC: 91110000600037341L",
        "uscc 91110000600037341l",
        "Unified Social Credit Code No. 91110000600037341L",
        "Unified social credit identifier: 91110000600037341L",
        "Credit code 91110000600037341L,",
    ],
)
def test_a_pasted_label_spaces_and_full_width_forms_do_not_matter(text):
    assert credit_code(text) == PUBLISHED


@pytest.mark.parametrize("kind", sorted(CATEGORIES))
def test_each_department_and_category_is_accepted(kind):
    assert credit_code(made(kind, "110000")) == made(kind, "110000")


@pytest.mark.parametrize(
    "kind", ["10", "14", "22", "37", "44", "56", "63", "73", "83", "94", "A2", "G2", "Y2", "01", "B1"]
)
def test_a_department_or_category_that_does_not_exist_is_refused(kind):
    assert code_of(made(kind, "110000")) == "category"


@pytest.mark.parametrize(
    ("area", "is_listed"),
    [
        ("110108", True),
        ("330103", True),
        ("330100", True),
        ("100000", True),
        ("320571", False),
        ("320594", False),
        ("990100", False),
    ],
)
def test_an_area_of_a_province_is_accepted_and_one_the_tables_lack_is_known_as_such(area, is_listed):
    code = made("91", area)
    assert (credit_code(code), area_is_listed(code)) == (code, is_listed)


@pytest.mark.parametrize("area", ["000000", "160101", "ND0000", "810000", "710000"])
def test_an_area_of_no_province_is_refused(area):
    assert code_of(made("91", area)) == "area"


@pytest.mark.parametrize("code", ["0" * 18, made("91", "110000", "00000000")])
def test_zeros_alone_name_nobody(code):
    assert code_of(code) == "zeros"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "length"),
        ("统一社会信用代码：", "length"),
        ("9111000060003734", "length"),
        ("9111000060003734１LL", "length"),
        ("91110000O00037341L", "characters"),
        ("91110000600037341M", "check_character"),
        ("91110000600037343L", "check_character"),
    ],
)
def test_wrong_credit_codes_are_refused_with_their_reason(code, reason):
    assert code_of(code) == reason


def test_the_embedded_organisation_code_is_checked_too():
    first = "91110000600037342"
    assert code_of(first + uscc.calc_check_digit(first)) == "organisation_code"


@pytest.mark.parametrize(
    "code",
    ["91110000600037341M", "91110000600037342" + uscc.calc_check_digit("91110000600037342"), made("94", "110000"),
     made("91", "160000")],
)  # fmt: skip
def test_each_sentence_speaks_of_the_certificate_that_any_organisation_has(code):
    with override("en"), pytest.raises(ValidationError) as caught:
        credit_code(code)
    [sentence] = caught.value.messages
    assert ("certificate" in sentence, "licence" in sentence) == (True, False)


@pytest.mark.parametrize(("first", "check"), [("60003734", "1"), ("55138508", "2"), ("D2143569", "X")])
def test_the_check_character_of_an_organisation_code(first, check):
    assert organisation_check(first) == check
