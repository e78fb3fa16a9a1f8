from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import ORDINARY, Arranged, Calendar
from filing_portal.workdays.oracle import OracleCalendar, holds
from filing_portal.workdays.tests.known import NOTICES, known

EARLY, LATE = date(2026, 10, 9), date(2026, 10, 13)


def wall(last: str = NOTICES[-1]) -> OracleCalendar:
    codes = NOTICES[: NOTICES.index(last) + 1]
    days = sorted([*shipped.superseded(), *shipped.days()], key=lambda day: NOTICES.index(day.notice))
    return OracleCalendar([(day.date, day.kind) for day in days if day.notice in codes], int(last[:4]))


CALENDAR, WALL = known(), wall()


@pytest.mark.parametrize("last", NOTICES)
def test_the_wall_calendar_is_the_same_after_each_notice(last):
    calendar, on_the_wall = known(last), wall(last)
    days = [date(2019, 1, 1) + timedelta(number) for number in range(366 * 12)]
    assert [day for day in days if calendar.is_workday(day) != on_the_wall.is_worked(day)] == []


@given(st.dates(date(2027, 1, 1), date(2050, 12, 31)), st.integers(1, 60), st.booleans())
def test_both_count_alike_where_only_the_law_is_known(start, n, backward):
    assert WALL.due(start, n, backward) == (CALENDAR.back if backward else CALENDAR.add)(start, n)


def test_a_day_that_an_amendment_lifts_is_again_what_its_weekday_and_the_law_say():
    for day, works in ((date(2026, 10, 6), True), (date(2026, 10, 10), False), (date(2027, 10, 1), False)):
        on_the_wall = OracleCalendar([(day, "holiday"), (day, ORDINARY)], 2026)
        calendar = Calendar.from_days([Arranged(day, "holiday", ""), Arranged(day, ORDINARY, "")], 2026)
        assert on_the_wall.is_worked(day) is calendar.is_workday(day) is works


@pytest.mark.parametrize(
    ("due_on", "computed", "announced_on", "keeps_announced", "right"),
    [
        (EARLY, EARLY, None, True, True),
        (LATE, EARLY, None, True, False),
        (LATE, EARLY, LATE, True, True),
        (EARLY, EARLY, LATE, True, False),
        (LATE, EARLY, LATE, False, False),
        (EARLY, EARLY, LATE, False, True),
        (LATE, LATE, EARLY, True, True),
        (EARLY, LATE, EARLY, True, False),
    ],
)
def test_the_told_day_holds_only_where_it_is_kept_and_later(due_on, computed, announced_on, keeps_announced, right):
    assert holds(due_on, computed, announced_on, keeps_announced) is right
