"""The calendar held against two libraries, and against counting on one's fingers, on every day of the eight years."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from holidays import country_holidays

from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import FIRST_DAY, Kind
from filing_portal.workdays.oracle import OracleCalendar
from filing_portal.workdays.tests.known import FIRST, LAST, every_day, known

CALENDAR = known()
LONGEST = 60
ONE_DAY = timedelta(days=1)
CHINA = country_holidays("CN", years=range(2018, 2028))
# The year without a notice: the holidays that the law itself names and the working days after those that fall on a
# weekend, written down by hand.
OFF_2027 = {
    *(date(2027, 1, 1), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)),
    *(date(2027, 2, day) for day in (5, 6, 7, 8, 9, 10)),
    *(date(2027, 5, day) for day in (1, 2, 3, 4)),
    *(date(2027, 10, day) for day in (1, 2, 3, 4, 5)),
}


def test_every_day_is_what_chinesecalendar_says():
    assert [day for day in every_day() if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_is_what_holidays_says():
    assert [day for day in every_day() if CALENDAR.is_workday(day) != CHINA.is_working_day(day)] == []


def test_every_make_up_day_is_one_for_holidays_too():
    make_up = {day for day in every_day() if CALENDAR.kind(day) == Kind.MAKE_UP}
    assert make_up == {day for day in CHINA.weekend_workdays if FIRST <= day <= LAST}
    assert len(make_up) == 52


@cache
def works(day: date) -> bool:
    """Tell whether the day is worked, from a library and the list above: nothing of the portal's."""
    if day.year <= LAST.year:
        return bool(chinese_calendar.is_workday(day))
    return day.isoweekday() < 6 and day not in OFF_2027


def fingers(start: date, step: timedelta) -> Iterator[tuple[int, date]]:
    """Yield each length with the day on which it ends, counted one day after the other."""
    day, n = start, 0
    while n < LONGEST and day + step >= FIRST_DAY:
        day += step
        if works(day):
            n += 1
            yield n, day


@pytest.mark.parametrize("year", range(2019, 2027))
def test_counting_on_fingers_comes_to_the_same_days(year):
    wall = OracleCalendar([(day.date, day.kind) for day in shipped.days()], LAST.year)
    for start in every_day(date(year, 1, 1), date(year, 12, 31)):
        for n, due in fingers(start, ONE_DAY):
            assert (CALENDAR.add(start, n), wall.due(start, n)) == (due, due), (start, n)
        for n, day in fingers(start, -ONE_DAY):
            assert (CALENDAR.back(start, n), wall.due(start, n, backward=True)) == (day, day), (start, n)


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_explanation_numbers_the_days_that_fingers_count(year):
    for start in every_day(date(year, 1, 1), date(year, 12, 31)):
        for count, step in ((CALENDAR.add, ONE_DAY), (CALENDAR.back, -ONE_DAY)):
            counted = list(fingers(start, step))
            if not counted:
                continue
            n, due = counted[-1]
            lines = CALENDAR.walk(start, count(start, n))
            assert [line.date for line in lines] == [start + step * number for number in range(len(lines))]
            assert [(line.n, line.date) for line in lines if line.n] == counted
            assert lines[-1].date == due
            assert all((line.kind in ("workday", "make-up")) == works(line.date) for line in lines)


def test_the_explanation_of_every_length_is_the_beginning_of_a_longer_one():
    for start in every_day(date(2026, 9, 1), date(2026, 10, 31)):
        whole = CALENDAR.walk(start, CALENDAR.add(start, LONGEST))
        for n in range(1, LONGEST):
            part = CALENDAR.walk(start, CALENDAR.add(start, n))
            assert part == whole[: len(part)]
            assert part[-1].n == n
