"""Work a due day out once more, apart from the engine, by going from day to day.

It shares the data and no code with calendar, engine and SQL, so that a mistake in one of them does not hide in all.
"""

from collections.abc import Iterable
from datetime import date, timedelta

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
        if day.year > self.last_year and self._is_legal_holiday(day):
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

    def _is_legal_holiday(self, day: date) -> bool:
        """Tell what the law itself says of the day; two more days are holidays from 2025 on."""
        moving, is_new_law = shipped.festivals()[day.year], day.year > 2024
        if (day.month, day.day) in {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}:
            return True
        if is_new_law and day in (date(day.year, 5, 2), moving.spring_festival - ONE_DAY):
            return True
        if 0 <= (day - moving.spring_festival).days <= 2:
            return True
        return day in (moving.qingming, moving.dragon_boat, moving.mid_autumn)


def holds(due_on: date, computed: date, announced_on: date | None, keeps_announced: bool) -> bool:
    """Tell whether the day on record is the computed one, or the announced one where that is kept and later."""
    if keeps_announced and announced_on is not None and announced_on > computed:
        return due_on == announced_on
    return due_on == computed
