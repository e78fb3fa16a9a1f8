"""Work a due day out once more, apart from the engine, by going from day to day.

It shares the data and no code with calendar, engine and SQL, so that a mistake in one of them does not hide in all.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from filing_portal.workdays import shipped

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2018, 2098


class OutsideCalendar(Exception):
    """The term leaves the years whose festivals are known."""


class OracleCalendar:
    """The days as the notices name them, and the law's holidays in the years without a notice.

    `lines` are days with their kinds, of which the last about a day holds; `last_year` is the last one with a notice.
    """

    def __init__(self, lines: Iterable[tuple[date, str]], last_year: int) -> None:
        self.last_year = last_year
        self.marks = dict(lines)

    def is_worked(self, day: date) -> bool:
        """Tell whether work is done on the day; beyond the last published year the law alone says so."""
        mark = self.marks.get(day)
        if mark == "holiday":
            return False
        if mark == "make-up":
            return True
        if day.year > self.last_year and day in off_by_law(day.year):
            return False
        return day.isoweekday() <= 5

    def due(self, start: date, working_days: int, backward: bool = False) -> date:
        """Return the day on which the last of so many working days falls; the starting day is not counted.

        Raises OutsideCalendar where the days are not on this calendar.
        """
        step = -ONE_DAY if backward else ONE_DAY
        day, left = start, working_days
        while left:
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise OutsideCalendar
            day += step
            left -= self.is_worked(day)
        return day

    def can_move(self, *days: date) -> bool:
        """Tell whether a notice to come can still say something about these days: from the last week of a year on."""
        return max(days) > date(self.last_year, 12, 24)


@cache
def off_by_law(year: int) -> frozenset[date]:
    """Return the days on which no work is done as long as no notice arranges the year.

    Go through the year with a count of what is still owed: a holiday that meets a weekend or another holiday adds to
    it, and the next ordinary working day pays it back (art. 6 of the Regulation).
    """
    off, owed, holidays = set(), 0, legal_holidays(year)
    day = date(year, 1, 1)
    while day.year == year:
        owed += holidays[day]
        if day.isoweekday() <= 5 and owed:
            off.add(day)
            owed -= 1
        elif holidays[day]:
            off.add(day)
        day += ONE_DAY
    return frozenset(off)


def legal_holidays(year: int) -> Counter[date]:
    """Return the days that the law itself makes holidays, each with how many it is; two are new from 2025 on."""
    moving = shipped.festivals()[year]
    fixed = [date(year, *day) for day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))]
    lunar = [moving.spring_festival + number * ONE_DAY for number in range(3)]
    new = [date(year, 5, 2), moving.spring_festival - ONE_DAY] if year > 2024 else []
    return Counter([*fixed, *lunar, *new, moving.qingming, moving.dragon_boat, moving.mid_autumn])


def holds(due_on: date, computed: date, announced_on: date | None, keeps_announced: bool) -> bool:
    """Tell whether the day on record is the computed one, or the announced one where that is kept and later."""
    if keeps_announced and announced_on is not None and announced_on > computed:
        return due_on == announced_on
    return due_on == computed
