"""The one place that counts working days, by the State Council's yearly notices.

The starting day is never counted (Civil Code art. 201); make-up weekend days count, public holidays do not.
Before the first published day a working day is any Monday to Friday: no term of this portal starts there.
Beyond the last published year only weekends and the holidays with a fixed date are known, so days are provisional.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_DAY = date(2000, 1, 1)
YEARS_AHEAD = 30
# Holidays whose date never moves, as the State Council has set them from 2025 on.
FIXED_HOLIDAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
# The next year's notice can reach back over New Year: it has arranged days from 29 December on.
LAST_CERTAIN_DAY = (12, 24)


class Kind(StrEnum):
    """What a day is."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make-up"


class Arranged(NamedTuple):
    """A day that is not what its weekday says: a holiday, or a weekend day that is worked (make-up)."""

    date: date
    kind: str
    name: str


class Line(NamedTuple):
    """A day on the way to a due day; `n` numbers the working days that count."""

    date: date
    kind: Kind
    name: str
    n: int | None


class Calendar:
    """Working days as a sorted table of day numbers, so that every count is a search by halves."""

    def __init__(self, arranged: dict[date, Arranged], last_year: int, version: str) -> None:
        self.version = version
        self.last_certain_day = date(last_year, *LAST_CERTAIN_DAY)
        self.last_day = date(last_year + YEARS_AHEAD, 12, 31)
        self._arranged = {**_fixed_holidays(last_year + 1, self.last_day.year), **arranged}
        days = range(FIRST_DAY.toordinal(), self.last_day.toordinal() + 1)
        self._working = [number for number in days if self._works(date.fromordinal(number))]

    @classmethod
    def from_days(cls, days: Iterable[Arranged], last_year: int, version: str = "") -> Self:
        """Return the calendar of the arranged `days`, published up to the end of `last_year`.

        `version` names the newest notice behind it.
        """
        return cls({day.date: day for day in days}, last_year, version)

    def is_workday(self, day: date) -> bool:
        return self._works(self._within(day))

    def is_provisional(self, day: date) -> bool:
        """Tell whether a notice to come can still change what happens on or before the day."""
        return day > self.last_certain_day

    def add(self, start: date, n: int) -> date:
        """Return the last day of a term of `n` working days that `start` sets off; `n` is at least 1."""
        return self._working_day(bisect_right(self._working, self._number(start)) + _at_least_one(n) - 1)

    def back(self, day: date, n: int) -> date:
        """Return the `n`-th working day before `day`, which is not counted itself; `n` is at least 1."""
        return self._working_day(bisect_left(self._working, self._number(day)) - _at_least_one(n))

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after the earlier day, up to and with the later; negative if `end` is it."""
        return bisect_right(self._working, self._number(end)) - bisect_right(self._working, self._number(start))

    def late(self, due: date, on: date) -> int:
        """Return how many working days longer the term should have been; 0 when `on` is in time.

        A rest day after the due day counts as the working day that follows it: late is never 0.
        """
        if on <= due:
            return 0
        return bisect_left(self._working, self._number(on)) - bisect_right(self._working, self._number(due)) + 1

    def explain(self, start: date, n: int) -> list[Line]:
        """Return every day from `start` to the due day of `n` working days, with the working days numbered."""
        lines, counted = [], 0
        for number in range(start.toordinal(), self.add(start, n).toordinal() + 1):
            day = date.fromordinal(number)
            counts = day > start and self._works(day)
            counted += counts
            lines.append(Line(day, self.kind(day), self.name(day), counted if counts else None))
        return lines

    def kind(self, day: date) -> Kind:
        if day in self._arranged:
            return Kind(self._arranged[day].kind)
        return Kind.WEEKEND if day.weekday() >= 5 else Kind.WORKDAY

    def name(self, day: date) -> str:
        """Return the holiday's name, also for the make-up days it caused; "" for other days."""
        return self._arranged[day].name if day in self._arranged else ""

    def _works(self, day: date) -> bool:
        return self.kind(day) in (Kind.WORKDAY, Kind.MAKE_UP)

    def _number(self, day: date) -> int:
        return self._within(day).toordinal()

    def _within(self, day: date) -> date:
        if FIRST_DAY <= day <= self.last_day:
            return day
        raise ValidationError(
            _("Enter a day between %(first)s and %(last)s: the calendar of working days ends there."),
            code="outside_calendar",
            params={"first": FIRST_DAY.isoformat(), "last": self.last_day.isoformat()},
        )

    def _working_day(self, place: int) -> date:
        if 0 <= place < len(self._working):
            return date.fromordinal(self._working[place])
        return self._within(date.max if place > 0 else date.min)


def _fixed_holidays(first_year: int, last_year: int) -> dict[date, Arranged]:
    return {
        (day := date(year, month, number)): Arranged(day, Kind.HOLIDAY, name)
        for year in range(first_year, last_year + 1)
        for (month, number), name in FIXED_HOLIDAYS.items()
    }


def _at_least_one(n: int) -> int:
    if n < 1:
        raise ValueError(f"A term has at least one working day, not {n}.")
    return n
