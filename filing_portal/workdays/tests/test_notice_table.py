"""The table of a notice: what is read, and that every wrong line is named by its number."""

from datetime import date, timedelta
from itertools import chain

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from filing_portal.workdays import notice_table as tables
from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import Arranged, Calendar
from filing_portal.workdays.festivals import festivals
from filing_portal.workdays.tests.notices import NOTICE_2027

CALENDAR = Calendar.from_days([Arranged(*day) for day in shipped.days()], 2026)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def wrong(text, year=2027, calendar=CALENDAR):
    """Return the sentences that refuse the table; [] where it is read."""
    try:
        tables.read(text, year, calendar)
    except ValidationError as error:
        return error.messages
    return []


def test_a_notice_is_read_line_by_line():
    days = tables.read(NOTICE_2027, 2027, CALENDAR)
    assert days[0] == Arranged(date(2027, 1, 1), "holiday", "元旦")
    assert [day.date for day in days if day.kind == "make-up"] == [date(2027, 2, 14), date(2027, 10, 9)]
    assert len(days) == len(NOTICE_2027.splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "2026-12-31,holiday,元旦",
        "2026/12/31，放假，元旦",
        "2026.12.31;休;元旦",
        "2026年12月31日\t节假日\t元旦",
        "\ufeff２０２６－１２－３１，Holiday，元旦",
        ' "2026-12-31" , "holiday" , "元旦" ',
        "2026-12-31,holiday,元旦,,",
        "2026年12月31号；放假；元\u200b旦",
    ],
)
def test_a_day_may_be_written_in_many_ways(line):
    assert tables.read(line, 2026, CALENDAR) == [Arranged(date(2026, 12, 31), "holiday", "元旦")]


@pytest.mark.parametrize("kind", ["make-up", "makeup", "调休", "班", "上班", "调休上班", "补班", "MAKE-UP"])
def test_a_weekend_day_that_is_worked_has_many_names(kind):
    assert tables.read(f"2026-12-26,{kind},元旦", 2026, CALENDAR)[0].kind == "make-up"


@pytest.mark.parametrize("kind", ["ordinary", "按星期", "恢复"])
def test_an_arranged_day_can_follow_its_weekday_again(kind):
    assert tables.read(f"2026-10-10,{kind},国庆节", 2026, CALENDAR)[0].kind == "ordinary"


@pytest.mark.parametrize("header", ["date,kind,name", "日期，类型，名称", "Date\tType\tName"])
def test_headers_and_blank_lines_are_skipped_and_counted(header):
    text = f"\n{header}\r\n\r\n2026-10-08,holiday,国庆节\r,,\n2026-13-09,holiday,国庆节"
    assert wrong(text, 2026) == ["Line 6: there is no day “2026-13-09”. Compare it with the notice."]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2026-10-08,holiday", "write three columns: date, kind and name, with commas between them."),
        ("2026-10-08,holiday,国庆节,4", "write three columns: date, kind and name, with commas between them."),
        ("tomorrow,holiday,国庆节", "“tomorrow” is not a date. Write one day, as 2026-01-01."),
        ("26-10-08,holiday,国庆节", "“26-10-08” is not a date. Write one day, as 2026-01-01."),
        ("10月8日至9日,holiday,国庆节", "“10月8日至9日” is not a date. Write one day, as 2026-01-01."),
        ("10-08,holiday,国庆节", "the date “10-08” has no year. Write it in front: 2026-10-08."),
        ("10月8日,holiday,国庆节", "the date “10月8日” has no year. Write it in front: 2026-10-08."),
        ("2026-02-30,holiday,春节", "there is no day “2026-02-30”. Compare it with the notice."),
        ("0000-01-01,holiday,元旦", "there is no day “0000-01-01”. Compare it with the notice."),
        ("2026-10-08,open,国庆节", "“open” is not a kind of day. Write holiday, make-up or ordinary."),
        ("2026-10-08,holiday,", "the name is missing. Write the holiday that the day belongs to."),
        ("2026-10-08,holiday," + "节" * 41, "the name is too long. Write at most 40 characters."),
        (
            "2027-01-01,holiday,元旦",
            "2027-01-01 is not a day of this notice: it arranges 2026, and 25 to 31 December 2025 at most.",
        ),
        (
            "2025-12-24,holiday,元旦",
            "2025-12-24 is not a day of this notice: it arranges 2026, and 25 to 31 December 2025 at most.",
        ),
        (
            "2026-10-09,make-up,国庆节",
            "2026-10-09 is a working day already: only a Saturday or Sunday can be made up.",
        ),
        (
            "2026-10-12,ordinary,国庆节",
            "2026-10-12 follows its weekday already: only an arranged day can become ordinary again.",
        ),
    ],
)
def test_a_wrong_line_is_named(line, sentence):
    assert wrong(f"2026-03-06,holiday,试\n{line}", 2026) == [f"Line 2: {sentence}"]


def test_a_day_named_twice_is_refused_with_both_lines():
    text = "2026-10-08,holiday,国庆节\n\n2026/10/8,放假,国庆节"
    assert wrong(text, 2026) == ["Line 3: 2026-10-08 stands in line 1 already. Keep one of the two."]


def test_every_wrong_line_is_told_at_once():
    assert [sentence.split(":")[0] for sentence in wrong("a\nb\n2026-10-08,holiday,国庆节\nc", 2026)] == [
        "Line 1",
        "Line 2",
        "Line 4",
    ]


def test_the_last_week_of_the_year_before_belongs_to_the_notice():
    assert wrong("2025-12-25,holiday,元旦", 2026) == []


@pytest.mark.parametrize("day", [day for festival in festivals(2027) for day in festival.days()])
def test_the_first_notice_of_a_year_names_every_holiday_of_the_law(day):
    lines = NOTICE_2027.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(day.isoformat()))
    name = lines[place].split(",")[2]
    missing = wrong("\n".join([*lines[:place], *lines[place + 1 :]]))
    assert missing == [f"{day} is missing: by law it is a holiday ({name})."]


def test_a_holiday_of_the_law_is_never_worked():
    worked = NOTICE_2027.replace("2027-05-01,holiday", "2027-05-01,make-up")
    sentence = "Line 13: 2027-05-01 is a holiday by law (劳动节) and cannot be worked."
    assert wrong(worked) == [sentence]
    assert wrong("2026-10-01,ordinary,国庆节", 2026) == [
        sentence.replace("13", "1").replace("2027-05-01", "2026-10-01").replace("劳动节", "国庆节")
    ]


def test_a_change_of_a_published_year_may_be_partial():
    assert wrong("2026-12-31,holiday,元旦", 2026) == []


def test_the_years_come_one_after_the_other():
    sentence = "The notice for 2027 comes first: a year is arranged after the one before it."
    assert wrong("2028-01-01,holiday,元旦", 2028) == [sentence]
    assert wrong("2018-12-31,holiday,元旦", 2018) == ["Enter 2019 or a later year: the calendar begins there."]


def test_an_endless_table_is_refused_before_it_is_read():
    lines = (date(2026, 1, 1) + timedelta(number) for number in range(365))
    most = list(chain((f"{day},holiday,假" for day in lines), ["x"] * 35))
    assert len(wrong("\n".join(most), 2026)) == 35
    sentence = "The table has 401 lines: a notice has at most 400. Leave out what is not of this notice."
    assert wrong("\n".join([*most, "x"]), 2026) == [sentence]


@pytest.mark.parametrize("empty", ["", "\n\n", ",,\n;;", "date,kind,name", "\ufeff"])
def test_an_empty_table_asks_for_the_days(empty):
    assert wrong(empty) == ["Enter the days of the notice, one line for each: date, kind, name."]


HOSTILE = (
    "\0,\0,\0",
    "%(day)s,%s,%d",
    "<script>,holiday,<b>",
    "\ud800,holiday,x",
    "\ufdfa" * 1000,
    ",",
    "٢٠٢٦-١٠-٠٨,holiday",
)


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_are_refused_by_name(line):
    sentences = wrong(f"2026-03-06,holiday,试\n{line}\nend", 2026)
    assert {sentence.split(":")[0] for sentence in sentences} <= {"Line 2", "Line 3"}
    assert sentences[-1].startswith("Line 3:")


@given(st.text())
def test_no_text_breaks_the_reading(text):
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in wrong(text, 2026))


CELLS = st.sampled_from(
    ["2026-10-08", "2026-10-11", "10-08", "holiday", "班", "ordinary", "国庆节", "", "x", "2027-01-01"]
)
LINES = st.lists(st.lists(CELLS, max_size=4).map(",".join), max_size=20)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_each_refused_line_is_wrong_by_itself_or_stands_there_twice(lines, end):
    for sentence in wrong(end.join(["2026-03-06,holiday,试", *lines]), 2026):
        number = int(sentence.removeprefix("Line ").split(":")[0])
        assert "already. Keep" in sentence or wrong(lines[number - 2], 2026) == [
            sentence.replace(f"Line {number}", "Line 1")
        ]


def test_files_are_read_in_both_encodings():
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert tables.decoded(NOTICE_2027.encode(encoding)) == NOTICE_2027


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x" * (64 * 1024 + 1), "Choose a file of at most 64 KiB."),
        (
            b"PK\x03\x04\x00\x00",
            "This file is not a text. Save the table as CSV, in UTF-8 or GB18030, and choose it again.",
        ),
        (
            b"\xff\xfe1\x000",
            "This file is not a text. Save the table as CSV, in UTF-8 or GB18030, and choose it again.",
        ),
    ],
)
def test_what_is_no_text_is_refused(content, sentence):
    with pytest.raises(ValidationError) as refusal:
        tables.decoded(content)
    assert refusal.value.messages == [sentence]


@given(st.binary())
def test_no_file_breaks_the_reading(content):
    try:
        text = tables.decoded(content)
    except ValidationError:
        text = ""
    assert "\0" not in text
    assert all(isinstance(sentence, str) for sentence in wrong(text, 2026))
