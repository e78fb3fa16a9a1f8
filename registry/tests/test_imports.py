import pytest

from filing_portal.base import clock
from registry.imports import CALLED, LONGEST, Bad, Row, Unusable, read
from registry.models import Entry
from registry.numbers import Unreadable
from registry.numbers import read as read_number

BEIJING = "京网信备1101082276223860002X号"
SHENZHEN = "粤网信备44030520701478930010号"
CHECK = (
    "The number is mistyped or made up: its last character, which guards against typing errors, "
    "does not fit the others. Compare it with the number the service shows."
)
HEADER = "number,service,provider,url\n"

pytestmark = pytest.mark.usefixtures("in_english")


def row(line, number, service="", provider="", url=""):
    return Row(line, read_number(number, clock.today()), service, provider, url)


def lines(text: str, encoding: str = "utf-8"):
    return list(read(text.encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_in_each_encoding_the_authority_uses(encoding):
    text = HEADER + f"{BEIJING},可信数据池,北京熠智科技有限公司,https://example.cn\n"
    assert lines(text, encoding) == [row(2, BEIJING, "可信数据池", "北京熠智科技有限公司", "https://example.cn")]


def test_columns_stand_in_any_order_and_others_are_ignored():
    text = f'Remark, URL ,provider,Number,service\r\n"x, y",u,p,"{SHENZHEN}","a ""b"", c"\r\n'
    assert lines(text) == [row(2, SHENZHEN, 'a "b", c', "p", "u")]


def test_what_does_not_show_is_left_out():
    assert lines(HEADER + f"{BEIJING},\u202e可信\u200b数据池,\u2066,\n") == [row(2, BEIJING, "可信数据池")]


def test_short_lines_lack_names_and_empty_lines_are_passed_over():
    assert lines(HEADER + f"\n,,,\n{BEIJING}\n") == [row(4, BEIJING)]


def test_a_cell_with_line_breaks_becomes_one_line_and_lines_are_counted_on():
    text = HEADER + f'{BEIJING},"可信\n 数据池",,\nhello,,,\n'
    assert lines(text) == [row(2, BEIJING, "可信 数据池"), Bad(4, str(Unreadable("shape")))]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only():
    text = HEADER + f'{BEIJING},"open,,\n' + f"{SHENZHEN},,,\n" * 3
    assert lines(text) == [
        Bad(2, "A quotation mark is not closed, or a cell is far too long."),
        row(3, SHENZHEN),
        row(4, SHENZHEN),
        row(5, SHENZHEN),
    ]


def test_a_cell_that_swallows_many_lines_is_given_up():
    text = HEADER + f'{BEIJING},"open,,\n' + f"{SHENZHEN},,,\n" * 30 + f'{BEIJING},"closed",,\n'
    found = lines(text)
    assert found[0] == Bad(2, "A quotation mark is not closed, or a cell is far too long.")
    assert [line.line for line in found[1:]] == list(range(3, 34))
    assert found[-1] == row(33, BEIJING, "closed")


def test_a_huge_cell_costs_its_own_line_only():
    text = HEADER + f"{BEIJING},{'链' * 200_000},,\n{SHENZHEN},,,\n"
    assert lines(text) == [Bad(2, "A quotation mark is not closed, or a cell is far too long."), row(3, SHENZHEN)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (f"{BEIJING},{'链' * 121},,", "The service name is longer than 120 characters."),
        (f"{BEIJING},,{'链' * 121},", "The provider name is longer than 120 characters."),
        (f"{BEIJING},,,{'u' * 201}", "The web address is longer than 200 characters."),
        (f"{BEIJING},a\0b,,", "The service name has characters that cannot be read."),
        (
            "京网信备11010899762238600023号,,,",
            "The number is mistyped or made up: its year would be 2099, which has not come yet. "
            "Compare it with the number the service shows.",
        ),
        (
            "京网信备11010818762238600025号,,,",
            "The number is mistyped or made up: its year would be 2018, but filing began in 2019. "
            "Compare it with the number the service shows.",
        ),
        (
            "京网信备11010822762238600003号,,,",
            "The number is mistyped or made up: its serial is 000, but the services of a provider are counted "
            "from 001. Compare it with the number the service shows.",
        ),
        ("京网信备11010819574012440013号,,,", CHECK),
    ],
)
def test_a_line_the_register_cannot_hold_has_its_reason(cells, reason):
    assert lines(HEADER + cells + f"\n{SHENZHEN},,,") == [Bad(2, reason), row(3, SHENZHEN)]


def test_bytes_that_are_no_text_cost_their_own_line_only():
    data = (HEADER + f"{BEIJING},").encode() + b"\xff\xfe,,\n" + f"{SHENZHEN},可信,,\n".encode()
    assert list(read(data)) == [
        Bad(2, "The service name has characters that cannot be read."),
        row(3, SHENZHEN, "可信"),
    ]


def test_cells_that_look_like_formulas_stay_text():
    assert lines(HEADER + f"{BEIJING},=1+1,@cmd,-2\n") == [row(2, BEIJING, "=1+1", "@cmd", "-2")]


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (b"", "number, service, provider, url"),
        (b"number,service\n", "provider, url"),
        ((HEADER + BEIJING).encode("utf-16"), "number, service, provider, url"),
        (b"\x89PNG\r\n\x1a\n\0\0", "number, service, provider, url"),
    ],
)
def test_a_file_without_the_columns_is_refused_as_a_whole(data, missing):
    with pytest.raises(Unusable) as caught:
        list(read(data))
    assert str(caught.value) == (
        f"The first line must name the columns number, service, provider and url; missing: {missing}."
    )


def test_limits_are_those_of_the_register():
    columns = {"service": "service_name", "provider": "provider_name", "url": "web_address"}
    assert {name: LONGEST[name] for name in columns} == {
        name: Entry._meta.get_field(column).max_length for name, column in columns.items()
    }
    assert list(CALLED) == list(LONGEST)
