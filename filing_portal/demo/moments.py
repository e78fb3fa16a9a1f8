"""Days and moments of the made-up history as plain numbers: a million filings need some ten million of them.

A day is `date.toordinal()` of a Shanghai day, a moment the seconds since 1970 (UTC).
"""

from datetime import date
from functools import cache
from random import Random

from filing_portal.terms.limits import applied
from filing_portal.terms.models import Limit
from filing_portal.workdays.calendar import Calendar

FIRST_OF_1970 = date(1970, 1, 1).toordinal()
SHANGHAI = 8 * 3600
AN_HOUR = 3600
SWEEP = 600  # the schedule's first run after midnight
OPENS, CLOSES = 9 * AN_HOUR, 17 * AN_HOUR + 1800


def moment(day: int, second: int) -> int:
    """Return the moment at this second of a Shanghai day."""
    return (day - FIRST_OF_1970) * 86400 + second - SHANGHAI


def day_of(at: int) -> int:
    """Return the Shanghai day of a moment."""
    return (at + SHANGHAI) // 86400 + FIRST_OF_1970


@cache
def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


@cache
def clock_time(second: int) -> str:
    return f"{second // AN_HOUR:02}:{second // 60 % 60:02}:{second % 60:02}"


def json_moment(at: int) -> str:
    """Return the moment as the ledger spells it."""
    return f"{iso(at // 86400 + FIRST_OF_1970)}T{clock_time(at % 86400)}Z"


class Clock:
    """The real calendar and the real rules, remembered: the same few thousand days are asked for again and again."""

    def __init__(self, calendar: Calendar) -> None:
        self.version = calendar.version
        self.add = cache(lambda day, n: calendar.add(date.fromordinal(day), n).toordinal())
        self.back = cache(lambda day, n: calendar.back(date.fromordinal(day), n).toordinal())
        self.late = cache(lambda due, on: calendar.late(date.fromordinal(due), date.fromordinal(on)))
        self.is_workday = cache(lambda day: calendar.is_workday(date.fromordinal(day)))
        self.is_provisional = cache(lambda day: calendar.is_provisional(date.fromordinal(day)))
        self.term = cache(self._term)
        rules = Limit.objects.released().order_by("valid_from")
        self.limits = list(rules.values_list("code", "valid_from", "pk", "working_days"))
        self.told = {limit.pk for limit in rules if limit.keeps_announced}

    def _term(self, limit: str, on: int) -> tuple[int, int, int]:
        """Return limit id, first day and due day of a term set off on the day."""
        code, start = applied(limit, date.fromordinal(on))
        limit_id, length = [row[2:] for row in self.limits if row[0] == code and row[1] <= start][-1]
        return limit_id, start.toordinal(), self.add(start.toordinal(), length)

    def due(self, limit: str, on: int) -> int:
        return self.term(limit, on)[2]

    def workday_from(self, day: int) -> int:
        """Return the day itself if it is a working day, else the next one."""
        return day if self.is_workday(day) else self.add(day, 1)

    def at_work(self, day: int, rng: Random) -> int:
        """Return a moment in the office hours of the first working day from `day` on."""
        return moment(self.workday_from(day), rng.randrange(OPENS, CLOSES))
