"""How often a provisional due day is wrong: the published years, each worked out as it was known before its notice."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import FIRST_DAY, Arranged, Calendar, Kind
from filing_portal.workdays.engine import Events, Length, reckon
from filing_portal.workdays.festivals import days_off, festivals

YEARS = range(2019, 2027)
BACKWARD = "deregister"


class Replay(NamedTuple):
    """How many pairs of a starting day and a time limit there are, and of how many the provisional due day was wrong.

    `wrong_before`: without article 6 of the Regulation, which makes up holidays that fall on a weekend.
    """

    pairs: int
    wrong: int
    wrong_before: int


def replay() -> Replay:
    """Work out every time limit from every day of YEARS by what was known before the year's notice, and as it came."""
    came, results = Calendar.as_shipped(), []
    for year in YEARS:
        guessed, without = before_notice(year), before_notice(year, article_6=False)
        for start, length in pairs(year):
            due, *guesses = (reckon(Events(start), length, each).due_on for each in (came, guessed, without))
            results.append([guess != due for guess in guesses])
    wrong, wrong_before = (sum(column) for column in zip(*results, strict=True))
    return Replay(len(results), wrong, wrong_before)


def before_notice(year: int, *, article_6: bool = True) -> Calendar:
    """Return the calendar as the notices up to the year before leave it, with the holidays by the law of each year."""
    order = [row.code for row in shipped.notices()]
    rows = sorted([*shipped.superseded(), *shipped.days()], key=lambda row: order.index(row.notice))
    days = [Arranged(*row) for row in rows if int(row.notice[:4]) < year]
    if not article_6:
        days += [Arranged(day, Kind.WORKDAY, "") for later in (year, year + 1) for day in made_up(later)]
    return Calendar.from_days(days, year - 1)


def made_up(year: int) -> set[date]:
    """Return the days that are off only because a holiday falls on a weekend or on another one."""
    return set(days_off(year)) - {day for festival in festivals(year) for day in festival.days()}


def limits() -> list[Length]:
    """Return the lengths of the time limits that ship with the portal, each once."""
    return sorted(
        {Length(row.working_days, row.code == BACKWARD) for row in shipped.limits() if row.working_days},
        key=lambda length: length.working_days,
    )


def pairs(year: int) -> Iterator[tuple[date, Length]]:
    """Yield each day of the year with each limit; one that counts back only where the calendar is long enough."""
    first = date(year, 1, 1)
    for start in (first + timedelta(number) for number in range((date(year + 1, 1, 1) - first).days)):
        for length in limits():
            if not length.is_backward or start >= FIRST_DAY + timedelta(days=3 * length.working_days):
                yield start, length
