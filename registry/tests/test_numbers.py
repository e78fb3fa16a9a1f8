from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from providers import divisions
from registry import numbers as module
from registry.numbers import Number, Unreadable, compose

# Numbers as providers publish them at the foot of their pages.
PUBLISHED = [
    "京网信备11010519864491550014号",
    "浙网信备33010822584102190011号",
    "京网信备1101082276223860002X号",
    "京网信备1101081963896882001X号",
    "粤网信备44030520701478930010号",
    "粤网信备44040224116904180018号",
    "浙网信备33010619213211320012号",
    "浙网信备33010819963715880033号",
]
X = "京网信备1101082276223860002X号"
TODAY = date(2026, 11, 25)


def read(text: str) -> Number:
    return module.read(text, TODAY)


def with_check(nineteen: str) -> str:
    return nineteen + mod_11_2.calc_check_digit(nineteen)


def reason(text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value.code


@pytest.mark.parametrize("text", PUBLISHED)
def test_published_numbers_are_read_as_they_are_printed(text):
    assert str(read(text)) == text


def test_a_number_falls_into_its_parts():
    number = read(X)
    assert number == Number("京", "110108", "22", "76223860", "002", "X")
    assert number.body == "1101082276223860002X"
    assert (number.province, number.year) == ("11", 2022)


@pytest.mark.parametrize(
    "text",
    [
        "京网信备1101082276223860002x号",
        "京网信备1101082276223860002X",
        "网信备1101082276223860002X号",
        "1101082276223860002X",
        "1101082276223860002x号",
        "京网信备１１０１０８２２７６２２３８６０００２Ｘ号",
        " 京 网信备 110108 22 76223860 002 X 号 ",
        "京网信备110108-22-76223860-002–X号",
        "京网信备\u200b1101082276223860\ufeff002X号",
        "京网信备\u30001101082276223860\t002X\n号",
        "京網信備1101082276223860002X號",
        "备案编号：京网信备1101082276223860002X号",
        "备案号网信备1101082276223860002X",
        "京网信备：1101082276223860002X号",
        "京ICP备19000001号-1 | 京网信备1101082276223860002X号 | 京公网安备 11010802020088号",
        "京网信备1101082276223860002X号（网信备1101082276223860002X）",
        "<a href='/x?id=12345'>京网信备<b>110108</b>2276223860002X号</a>",
        "&lt;p&gt;京网信备&nbsp;1101082276223860002X号&lt;/p&gt;",
        "京网信备 &#49;101082276223860002&times;号",
        "京网信备<!-- 2021 -->1101082276223860002X号",
        "【京网信备1101082276223860002X号】",
        "京网信备（1101082276223860002X）号",
        "京网信备［110108］〔22〕{76223860}「002」《X》号",
        "“京网信备1101082276223860002X”",
        "京网信备<1101082276223860002X>号",
        "京网信备案字第1101082276223860002X号",
        "京网信备字（第）1101082276223860002X号",
        "京网信备案号：1101082276223860002X",
        "京网信备编号:1101082276223860002X",
        "备案网信备1101082276223860002X号",
        "京网信备110108.22.76223860.002.X号",
        "京网信备110108·22·76223860·002·X号。",
        "110108/22/76223860/002/X",
        "京网信备1101082276223860002X号（2021）",
        "京网信备1101082276223860002X号 2021年",
        "1101082276223860002X（2021）（2022年）",
        "110108/22/76223860/002/X [2021]",
        "京网信备1101082276223860002X2021年",
        "京网信备1101082276223860002X号2021年3月15日",
        "京网信备1101082276223860002×号",
        "京网信备1101082276223860002Х号",
        "京网信备1101082276223860002х号",
    ],
)
def test_reading_is_forgiving(text):
    assert str(read(text)) == X


@pytest.mark.parametrize(("glyph", "county"), [("贵", "520103"), ("黔", "520103"), ("云", "530102"), ("滇", "530102")])
def test_either_character_of_guizhou_and_yunnan_is_kept_as_read(glyph, county):
    number = compose(county, 2023, 12345678, 1, glyph)
    assert read(str(number)).glyph == glyph
    assert number.body == compose(county, 2023, 12345678, 1).body


@pytest.mark.parametrize("county", ["110103", "330103", "330113", "110100"])
def test_a_county_that_ever_existed_is_read(county):
    number = compose(county, 2020, 12345678, 1)
    assert read(str(number)) == number


def test_the_number_often_quoted_fails_its_check_character():
    assert reason("京网信备11010819574012440013号") == "check_character"


@pytest.mark.parametrize("text", PUBLISHED)
def test_any_single_wrong_digit_is_found(text):
    for place in range(4, 23):
        other = "1" if text[place] == "0" else "0"
        assert reason(text[:place] + other + text[place + 1 :]) in {"check_character", "unknown_county", "province"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  \u200b ", "empty"),
        ("京ICP备19000001号-1", "other_scheme_icp"),
        ("粤icp证B2-20090059", "other_scheme_icp"),
        ("京公网安备 11010802020088号", "other_scheme_police"),
        ("网信算备110108823483901220011号", "other_scheme_algorithm"),
        ("110108823483901220011", "other_scheme_algorithm"),
        ("京网信备1101082276223860002号", "cut_off"),
        ("京网信备1101082276223860", "cut_off"),
        ("110108 22 76223860 00", "cut_off"),
        ("京网信备110108227622386", "length"),
        ("9901082276223860002", "length"),
        ("京网信备110108(2021)2276223860002X号", "length"),
        ("1101082276223860002X 2021", "shape"),
        ("<td>11010519864491550014</td><td>33010822584102190011</td>", "several"),
        ("11010519864491550014（33010822584102190011）", "several"),
        ("网信备" + with_check("1101081876223860002"), "before_filing"),
        ("网信备" + with_check("1101082776223860002"), "year_to_come"),
        ("网信备" + with_check("1101089976223860002"), "year_to_come"),
        ("网信备" + with_check("1101082276223860000"), "serial"),
        ("苏网信备" + with_check("3205712276223860002"), "unknown_county"),
        ("京网信备1101082276223860002X1号", "length"),
        ("110108227622", "length"),
        ("京网信备11O1082276223860002X号", "letters"),
        ("hello", "shape"),
        ("京网信备", "shape"),
        ("区块链", "shape"),
        ("٠" * 20, "shape"),
        ("京网信备99010822762238600021号", "unknown_county"),
        ("京网信备11019922762238600021号", "unknown_county"),
        ("沪网信备1101082276223860002X号", "province"),
        ("台网信备1101082276223860002X号", "province"),
        ("京网信备11010519864491550014号、浙网信备33010822584102190011号", "several"),
        ("11010519864491550014 / 33010822584102190011", "several"),
    ],
)
def test_what_is_wrong_is_named(text, code):
    assert reason(text) == code


def test_the_reason_is_a_whole_sentence_with_its_details():
    with pytest.raises(Unreadable) as caught:
        read("沪网信备1101082276223860002X号")
    with translation.override("en"):
        assert str(caught.value) == (
            "The number is mistyped or made up: it begins with 沪, but its digits belong to 京. "
            "Compare it with the number the service shows."
        )


def test_the_sentence_does_not_tell_the_right_check_character():
    with pytest.raises(Unreadable) as caught:
        read("京网信备11010819574012440013号")
    assert caught.value.details == {}


def test_the_sentences_about_years_serials_and_counties_name_them():
    told = {}
    for body in ("1101081876223860002", "1101082776223860002", "1101082276223860000", "3205712276223860002"):
        with pytest.raises(Unreadable) as caught, translation.override("en"):
            read(with_check(body))
        with translation.override("en"):
            told[caught.value.code] = str(caught.value)
    compare = " Compare it with the number the service shows."
    assert told == {
        "before_filing": "The number is mistyped or made up: its year would be 2018, but filing began in 2019."
        + compare,
        "year_to_come": "The number is mistyped or made up: its year would be 2027, which has not come yet." + compare,
        "serial": (
            "The number is mistyped or made up: its serial is 000, but the services of a provider are counted "
            "from 001." + compare
        ),
        "unknown_county": (
            "The county code of the number, 320571, is unknown: it is in no edition of GB/T 2260. It may be "
            "mistyped, or belong to a zone that exists in statistics alone." + compare
        ),
    }


def test_a_number_of_next_year_is_read_once_the_year_has_come():
    body = with_check("1101082776223860002")
    assert module.read(body, date(2027, 1, 1)).year == 2027


@pytest.mark.parametrize("block", ["00000000", "00000001", "01234567", "09999999"])
def test_a_block_that_begins_with_0_is_read(block):
    number = read(f"京网信备{with_check(f'11010822{block}001')}号")
    assert (number.block, number.serial) == (block, "001")


def test_a_number_that_was_cut_off_names_the_block_that_is_left():
    with pytest.raises(Unreadable) as caught:
        read("京网信备1101082276223860002号")
    assert caught.value.details == {"count": 19, "block": "76223860"}


@pytest.mark.parametrize(
    "changed",
    [
        {"serial": 0},
        {"serial": 1000},
        {"block": 9_999_999},
        {"block": 100_000_000},
        {"year": 2018},
        {"county": "110199"},
    ],
)
def test_what_no_number_can_hold_is_refused_when_composing(changed):
    with pytest.raises(ValueError, match=r"No filing number holds|is not a county code"):
        compose(**{"county": "110108", "year": 2026, "block": 12345678, "serial": 1} | changed)


def test_a_number_is_not_composed_with_the_character_of_another_province():
    with pytest.raises(ValueError, match="110108 does not lie in 沪"):
        compose("110108", 2026, 12345678, 1, "沪")


counties = st.sampled_from([code for row in divisions.provinces() for code, _ in divisions.counties_of(row.code)])
numbers = st.builds(
    compose, counties, st.integers(2019, TODAY.year), st.integers(10_000_000, 99_999_999), st.integers(1, 999)
)


@given(numbers)
def test_every_composed_number_is_read_back(number):
    assert read(str(number)) == number
    assert read(number.body.lower()) == number


@given(numbers, st.integers(0, 18))
def test_two_neighbouring_digits_changed_over_are_found(number, place):
    body = number.body
    turned = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    if turned != body:
        assert reason(turned) in {"check_character", "unknown_county", "letters", "length"}


def alterations(body: str) -> list[str]:
    """Return every text that differs from the twenty characters by one slip of the hand."""
    signs = "0123456789X"
    changed = [body[:at] + sign + body[at + 1 :] for at in range(20) for sign in signs]
    added = [body[:at] + sign + body[at:] for at in range(21) for sign in signs]
    left_out = [body[:at] + body[at + 1 :] for at in range(20)]
    turned = [body[:at] + body[at + 1] + body[at] + body[at + 2 :] for at in range(19)]
    return [text for text in (*changed, *added, *left_out, *turned) if text != body]


@pytest.mark.parametrize("text", PUBLISHED)
def test_no_altered_published_number_is_accepted(text):
    body, glyph = read(text).body, text[0]
    altered = [text.replace(body, other) for other in alterations(body)]
    altered += [f"{row.glyph}{text[1:]}" for row in divisions.provinces() if row.glyph != glyph]
    assert [other for other in altered if is_read(other)] == []


def is_read(text: str) -> bool:
    try:
        read(text)
    except Unreadable:
        return False
    return True


FORMS = (
    "京网信备{}号",
    "网信备{}",
    "{}",
    "（{}）",
    "<p>网信备{}号</p>",
    "网信备案字第{}号（2021）",
    "{}2021年",
    "网信备{}/",
)


@given(numbers, st.sampled_from(FORMS), st.randoms(use_true_random=False))
def test_no_altered_number_is_accepted_in_any_form(number, form, random):
    other = random.choice(alterations(number.body))
    assert not is_read(form.replace("京", number.glyph).format(other))
    assert read(form.replace("京", number.glyph).format(number.body)).body == number.body


@given(st.text(max_size=60))
def test_any_text_is_either_a_number_or_has_a_reason(text):
    try:
        number = read(text)
    except Unreadable as error:
        outcome = str(error)
    else:
        outcome = str(read(str(number)))
    assert outcome
