"""Count working days by the State Council's yearly notices; nothing else in the portal but the oracle does.

The starting day is never counted (Civil Code art. 201); make-up weekend days count, public holidays do not. The
calendar begins where the notice for 2019 does, the first year of the Provisions. Beyond the last published year only
weekends are known, the holidays fixed by law, and that those on a Saturday or Sunday are made up: such days are
provisional, and lie between an earliest and a latest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from filing_portal.workdays import shipped
from filing_portal.workdays.festivals import days_off
from filing_portal.workdays.leeway import Leeway

FIRST_DAY = date(2018, 12, 25)
YEARS_AHEAD = 30
OUTSIDE = "outside_calendar"  # the code of the error for a day the calendar does not hold
# The next year's notice can reach back over New Year: it has arranged days from 29 December on.
LAST_CERTAIN_DAY = (12, 24)
BEFORE_FIRST = _(
    "The calendar of working days begins on %(first)s: days before it are not counted. Enter that day or a later one."
)
BACK_BEFORE_FIRST = _(
    "Counted back, this goes beyond the calendar of working days, which begins on %(first)s. Enter a later day or "
    "fewer working days."
)
AFTER_LAST = _("The calendar of working days ends on %(last)s. Enter an earlier day or fewer working days.")


class Kind(StrEnum):
    """What a day is."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make-up"


WORKED = frozenset({Kind.WORKDAY, Kind.MAKE_UP})
# What an amending notice says of a day that is to follow its weekday again.
ORDINARY = "ordinary"


class Arranged(NamedTuple):
    """A day that is not what its weekday says: a holiday, or a weekend day that is worked (make-up).

    `notice` is the code of the notice that says so, "" for a holiday known by law alone.
    """

    date: date
    kind: str
    name: str
    notice: str = ""


class Line(NamedTuple):
    """A day on the way to a due day; `n` numbers the working days that count."""

    date: date
    kind: Kind
    name: str
    n: int | None


class Span(NamedTuple):
    """The earliest and the latest day that a due day can still become."""

    earliest: date
    latest: date


class WorkingDays:
    """Working days as a sorted table of day numbers, so that every count is a search by halves."""

    def __init__(self, works: Callable[[date], bool], last_day: date) -> None:
        self.last_day = last_day
        self._last = last_day.toordinal()
        days = range(_FIRST, self._last + 1)
        self.numbers = [number for number in days if works(date.fromordinal(number))]

    def add(self, start: date, n: int) -> date:
        """Return the last day of a term of `n` working days that `start` sets off; `n` is at least 1."""
        number = start.toordinal()
        if n < 1 or not _FIRST <= number <= self._last:
            self._refuse(start, n)
        place = bisect_right(self.numbers, number) + n - 1
        return date.fromordinal(self.numbers[place]) if place < len(self.numbers) else self.within(date.max)

    def back(self, day: date, n: int) -> date:
        """Return the `n`-th working day before `day`, which is not counted itself; `n` is at least 1."""
        number = day.toordinal()
        if n < 1 or not _FIRST <= number <= self._last:
            self._refuse(day, n)
        place = bisect_left(self.numbers, number) - n
        if place < 0:
            raise ValidationError(BACK_BEFORE_FIRST, code=OUTSIDE, params=self._ends)
        return date.fromordinal(self.numbers[place])

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after the earlier day, up to and with the later; negative if `end` is it."""
        return self.up_to(end) - self.up_to(start)

    def up_to(self, day: date) -> int:
        """Return how many working days the calendar has up to and with the day."""
        return bisect_right(self.numbers, self.within(day).toordinal())

    def within(self, day: date) -> date:
        """Return the day; raise ValidationError for one outside the calendar."""
        if day < FIRST_DAY:
            raise ValidationError(BEFORE_FIRST, code=OUTSIDE, params=self._ends)
        if day > self.last_day:
            raise ValidationError(AFTER_LAST, code=OUTSIDE, params=self._ends)
        return day

    @property
    def _ends(self) -> dict[str, str]:
        return {"first": FIRST_DAY.isoformat(), "last": self.last_day.isoformat()}

    def _refuse(self, day: date, n: int) -> None:
        if n < 1:
            raise ValueError(f"A term has at least one working day, not {n}.")
        self.within(day)


class Calendar(WorkingDays):
    """The calendar of one version: the days arranged by all notices up to one of them."""

    def __init__(self, arranged: dict[date, Arranged], last_year: int, version: str) -> None:
        self.version, self.last_year = version, last_year
        self.last_certain_day = date(last_year, *LAST_CERTAIN_DAY)
        last_day = date(last_year + YEARS_AHEAD, 12, 31)
        self._arranged = _fixed_by_law(last_year + 1, last_day.year) | arranged
        super().__init__(lambda day: self.kind(day) in WORKED, last_day)

    @classmethod
    def from_days(cls, days: Iterable[Arranged], last_year: int, version: str = "") -> Self:
        """Return the calendar of the arranged `days`, published up to the end of `last_year`.

        Of two lines about one day the later holds; ORDINARY lifts what an earlier one arranged. `version` names the
        newest notice behind the calendar.
        """
        newest = {day.date: day for day in days}
        return cls({day.date: day for day in newest.values() if day.kind != ORDINARY}, last_year, version)

    @classmethod
    def as_shipped(cls) -> Self:
        """Return the calendar that ships with the portal: that of the newest notice in its files."""
        newest = shipped.notices()[-1]
        return cls.from_days([Arranged(*row) for row in shipped.days()], newest.year, newest.code)

    @cached_property
    def leeway(self) -> Leeway:
        """Return what the notices to come can still choose."""
        return Leeway(range(self.last_year + 1, self.last_day.year + 1))

    def span(self, start: date, n: int, is_backward: bool = False) -> Span:
        """Return the earliest and the latest day on which a term of `n` working days can end, by a notice to come.

        They hold for a notice that chooses within its reach, as all have since 2008 but for one: in May 2015 it made
        3 September of that year a holiday. So nobody loses a right by them.
        """
        step = -1 if is_backward else 1
        most, fewest = self._end(start, n, step, most=True), self._end(start, n, step, most=False)
        return Span(fewest, most) if is_backward else Span(most, fewest)

    def is_workday(self, day: date) -> bool:
        return self.kind(self.within(day)) in WORKED

    def is_provisional(self, day: date) -> bool:
        """Tell whether a notice to come can still change what happens on or before the day."""
        return day > self.last_certain_day

    def late(self, due: date, on: date) -> int:
        """Return how many working days longer the term should have been; 0 when `on` is in time.

        A rest day after the due day counts as the working day that follows it: late is never 0.
        """
        if on <= due:
            return 0
        return bisect_left(self.numbers, self.within(on).toordinal()) - self.up_to(due) + 1

    def earliest_end(self, day: date, n: int) -> date:
        """Return the earliest day whose `n`-th working day before is not earlier than `day` (art. 11(3))."""
        place = bisect_left(self.numbers, self.within(day).toordinal()) + n - 1
        if n < 1 or place >= len(self.numbers):
            self._refuse(date.max, n)
        return self.within(date.fromordinal(self.numbers[place] + 1))

    def walk(self, start: date, end: date) -> list[Line]:
        """Return every day from `start` to `end`, which may lie before it, with the working days after it numbered."""
        first, last = self.within(start).toordinal(), self.within(end).toordinal()
        step = 1 if last >= first else -1
        lines, counted = [], 0
        for number in range(first, last + step, step):
            day = date.fromordinal(number)
            kind = self.kind(day)
            counts = number != first and kind in WORKED
            counted += counts
            lines.append(Line(day, kind, self.name(day), counted if counts else None))
        return lines

    def kind(self, day: date) -> Kind:
        if day in self._arranged:
            return Kind(self._arranged[day].kind)
        return Kind.WEEKEND if day.weekday() >= 5 else Kind.WORKDAY

    def name(self, day: date) -> str:
        """Return the holiday's name, also for the make-up days it caused; "" for other days."""
        return self._arranged[day].name if day in self._arranged else ""

    def notice(self, day: date) -> str:
        """Return the code of the notice that arranged the day; "" where its weekday or the law alone does."""
        return self._arranged[day].notice if day in self._arranged else ""

    def _end(self, start: date, n: int, step: int, *, most: bool) -> date:
        """Return the last day of the term if the notices to come leave as many working days as they can, or as few."""
        choice = self.leeway.choice(step, most=most)
        number = self.within(start).toordinal()
        while n:
            number += step
            day = self.within(date.fromordinal(number))
            n -= choice(day) if self.is_provisional(day) else self.kind(day) in WORKED
        return day


_FIRST = FIRST_DAY.toordinal()


def _fixed_by_law(first_year: int, last_year: int) -> dict[date, Arranged]:
    return {
        day: Arranged(day, Kind.HOLIDAY, name)
        for year in range(first_year, last_year + 1)
        for day, name in days_off(year).items()
    }
