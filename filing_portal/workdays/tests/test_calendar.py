from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import (
    AFTER_LAST,
    BEFORE_FIRST,
    FIRST_DAY,
    ORDINARY,
    Arranged,
    Calendar,
    Kind,
    Line,
)
from filing_portal.workdays.tests.known import known

CALENDAR = known()


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-09-22", 10, "2026-10-13"),
        ("2025-09-24", 10, "2025-10-14"),
        ("2025-01-10", 20, "2025-02-13"),
        ("2025-09-15", 20, "2025-10-17"),
        ("2026-01-10", 1, "2026-01-12"),
        ("2026-01-10", 10, "2026-01-23"),
        ("2026-10-12", 20, "2026-11-09"),
    ],
)
def test_terms_end_where_the_law_puts_them(start, n, due):
    assert CALENDAR.add(d(start), n) == d(due)


@pytest.mark.parametrize(
    ("year", "days"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_every_published_year_has_its_working_days(year, days):
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_a_notice_reaches_back_over_new_year():
    assert CALENDAR.kind(d("2018-12-29")) == Kind.MAKE_UP
    assert CALENDAR.is_workday(d("2018-12-31")) is False


def test_the_way_to_the_due_day_is_explained_day_by_day():
    assert CALENDAR.walk(d("2026-09-18"), CALENDAR.add(d("2026-09-18"), 3)) == [
        Line(d("2026-09-18"), Kind.WORKDAY, "", None),
        Line(d("2026-09-19"), Kind.WEEKEND, "", None),
        Line(d("2026-09-20"), Kind.MAKE_UP, "国庆节", 1),
        Line(d("2026-09-21"), Kind.WORKDAY, "", 2),
        Line(d("2026-09-22"), Kind.WORKDAY, "", 3),
    ]
    assert CALENDAR.walk(d("2026-09-25"), d("2026-09-28"))[0] == Line(d("2026-09-25"), Kind.HOLIDAY, "中秋节", None)


def test_counting_back_leaves_the_day_itself_out():
    assert CALENDAR.back(d("2026-10-13"), 1) == d("2026-10-12")
    assert CALENDAR.back(d("2026-10-08"), 2) == d("2026-09-29")
    assert CALENDAR.back(d("2026-10-04"), 1) == d("2026-09-30")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-09-22", "2026-10-13", 10),
        ("2026-10-13", "2026-09-22", -10),
        ("2026-09-22", "2026-09-22", 0),
        ("2026-09-25", "2026-09-27", 0),
    ],
)
def test_days_between_are_signed(start, end, days):
    assert CALENDAR.between(d(start), d(end)) == days


@pytest.mark.parametrize(
    ("due", "on", "days"),
    [
        ("2026-09-18", "2026-09-17", 0),
        ("2026-09-18", "2026-09-18", 0),
        ("2026-09-18", "2026-09-19", 1),
        ("2026-09-18", "2026-09-20", 1),
        ("2026-09-18", "2026-09-21", 2),
        ("2026-09-24", "2026-09-25", 1),
        ("2026-09-24", "2026-09-28", 1),
    ],
)
def test_late_is_counted_in_working_days_and_is_never_nothing(due, on, days):
    assert CALENDAR.late(d(due), d(on)) == days


@pytest.mark.parametrize(
    ("day", "provisional"),
    [("2018-12-25", False), ("2026-12-24", False), ("2026-12-25", True), ("2026-12-31", True), ("2027-03-01", True)],
)
def test_days_a_notice_can_still_change_are_provisional(day, provisional):
    assert CALENDAR.is_provisional(d(day)) is provisional


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2027-01-01", False),
        ("2027-01-04", True),
        ("2028-05-01", False),
        ("2028-05-02", False),
        ("2028-05-03", True),
        ("2027-10-01", False),
        ("2030-10-03", False),
        ("2030-10-04", True),
        ("2027-02-05", False),
        ("2027-02-08", False),
        ("2027-02-09", False),
        ("2027-02-10", False),
        ("2027-02-11", True),
        ("2027-05-04", False),
        ("2027-05-05", True),
        ("2027-10-05", False),
        ("2027-10-06", True),
        ("2027-06-09", False),
    ],
)
def test_beyond_the_last_notice_weekends_and_the_holidays_of_the_law_are_off(day, works):
    assert CALENDAR.is_workday(d(day)) is works


@pytest.mark.parametrize("year", range(2027, 2057))
def test_a_year_without_a_notice_has_as_many_rest_days_as_the_law_gives(year):
    """Thirteen holidays, none of which is lost to a weekend (art. 6 of the Regulation): 248 working days in 2027."""
    days = [date(year, 1, 1) + timedelta(number) for number in range(366)]
    weekdays = sum(day.year == year and day.weekday() < 5 for day in days)
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == weekdays - 13


def test_there_are_248_working_days_in_2027():
    assert CALENDAR.between(date(2026, 12, 31), date(2027, 12, 31)) == 248


@pytest.mark.parametrize("day", [date(2018, 12, 24), date(2057, 1, 1), date.min, date.max])
@pytest.mark.parametrize(
    "ask", [CALENDAR.is_workday, lambda day: CALENDAR.add(day, 10), lambda day: CALENDAR.back(day, 1)]
)
def test_a_day_outside_the_calendar_is_refused_with_a_sentence(day, ask):
    with pytest.raises(ValidationError) as caught:
        ask(day)
    assert caught.value.code == "outside_calendar"
    assert caught.value.message is (BEFORE_FIRST if day < FIRST_DAY else AFTER_LAST)
    assert ("2018-12-25" if day < FIRST_DAY else "2056-12-31") in caught.value.messages[0]


def test_a_term_that_runs_out_of_the_calendar_is_refused():
    with pytest.raises(ValidationError):
        CALENDAR.add(date(2056, 12, 30), 10)
    with pytest.raises(ValidationError):
        CALENDAR.back(date(2019, 1, 4), 10)


@pytest.mark.parametrize("n", [0, -1])
def test_a_term_has_at_least_one_working_day(n):
    with pytest.raises(ValueError, match="at least one working day"):
        CALENDAR.add(d("2026-09-22"), n)


days = st.dates(date(2019, 4, 1), date(2040, 12, 31))


@given(days, st.integers(1, 60))
def test_adding_counts_exactly_so_many_working_days(start, n):
    due = CALENDAR.add(start, n)
    assert CALENDAR.is_workday(due)
    assert CALENDAR.between(start, due) == n
    assert CALENDAR.late(start, due) == n
    assert [line.n for line in CALENDAR.walk(start, CALENDAR.add(start, n)) if line.n] == list(range(1, n + 1))


@given(days, st.integers(1, 60))
def test_counting_back_and_forth_meets_again(day, n):
    earlier = CALENDAR.back(day, n)
    assert CALENDAR.is_workday(earlier)
    assert CALENDAR.add(earlier, n) >= day


@given(days, days)
def test_between_is_the_same_either_way(one, other):
    assert CALENDAR.between(one, other) == -CALENDAR.between(other, one)


def test_of_two_notices_about_one_day_the_later_holds():
    first = known("2019-1")
    assert (first.kind(d("2019-05-01")), first.notice(d("2019-05-01"))) == (Kind.HOLIDAY, "2019-1")
    assert (first.kind(d("2019-05-02")), first.kind(d("2019-04-28"))) == (Kind.WORKDAY, Kind.WEEKEND)
    second = known("2019-2")
    assert (second.kind(d("2019-05-01")), second.notice(d("2019-05-01"))) == (Kind.HOLIDAY, "2019-2")
    assert (second.kind(d("2019-05-02")), second.kind(d("2019-04-28"))) == (Kind.HOLIDAY, Kind.MAKE_UP)
    assert (known("2020-1").kind(d("2020-02-01")), known("2020-2").kind(d("2020-02-01"))) == ("make-up", "holiday")


def test_an_amendment_can_make_a_day_ordinary_again():
    days = [Arranged(d("2026-10-10"), "make-up", "国庆节", "2026-1"), Arranged(d("2026-10-10"), ORDINARY, "", "2026-2")]
    assert Calendar.from_days(days[:1], 2026).kind(d("2026-10-10")) == Kind.MAKE_UP
    amended = Calendar.from_days(days, 2026)
    assert (amended.kind(d("2026-10-10")), amended.notice(d("2026-10-10"))) == (Kind.WEEKEND, "")


def test_every_shipped_day_cites_its_notice():
    assert {CALENDAR.notice(day.date) for day in shipped.days()} == {row.code for row in shipped.notices()}
    assert CALENDAR.notice(d("2026-03-02")) == CALENDAR.notice(d("2027-10-01")) == ""
