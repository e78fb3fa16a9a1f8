"""Work out what a release would do to the open terms, before anybody releases it."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from filing_portal.terms.models import Limit
from filing_portal.terms.workflow.reckoning import ALL, parameters, with_version
from filing_portal.terms.workflow.versions import newest
from filing_portal.workdays.calendar import Calendar

MAX_ID = 2**63 - 1
LISTED = 100


@dataclass(frozen=True)
class Moving:
    """An open term that would move: `by` working days, negative for earlier."""

    term_id: int
    code: str
    started_on: date
    before_on: date
    after_on: date
    by: int


@dataclass(frozen=True)
class Effect:
    """What a release would do to the open terms: how many there are, how many move, and which, by limit and days.

    `kept` counts the terms that would get earlier but keep the announced day.
    """

    open_terms: int
    kept: int
    groups: list[tuple[str, int, int]]
    first: list[Moving]

    @property
    def moving(self) -> int:
        """Return how many terms would move."""
        return sum(number for _code, _by, number in self.groups)


GROUPED = f"""
    SELECT code, before_on, after_on, count(*), count(*) FILTER (WHERE is_kept)
    FROM ({ALL}) AS reckoned GROUP BY code, before_on, after_on
"""  # noqa: S608
FIRST_MOVING = f"""
    SELECT id, code, started_on, before_on, after_on
    FROM ({ALL}) AS reckoned WHERE before_on <> after_on ORDER BY id LIMIT %(listed)s
"""  # noqa: S608


def effect(calendar: Calendar | None = None, limit: Limit | None = None) -> Effect:
    """Return what the open terms would do under another calendar, or with another version of a limit; nothing moves.

    Without either they would do what the versions in force say.
    """
    counted_by = calendar or newest()
    wanted = parameters(counted_by, with_version(limit), 0, MAX_ID) | {"listed": LISTED}
    with connection.cursor() as cursor:
        cursor.execute(GROUPED, wanted)
        found = cursor.fetchall()
        cursor.execute(FIRST_MOVING, wanted)
        first = [
            Moving(term_id, code, started_on, before_on, after_on, counted_by.between(before_on, after_on))
            for term_id, code, started_on, before_on, after_on in cursor.fetchall()
        ]
    groups: dict[tuple[str, int], int] = {}
    for code, before_on, after_on, number, _kept in found:
        if before_on != after_on:
            by = counted_by.between(before_on, after_on)
            groups[code, by] = groups.get((code, by), 0) + number
    return Effect(
        open_terms=sum(row[3] for row in found),
        kept=sum(row[4] for row in found),
        groups=[(code, by, number) for (code, by), number in sorted(groups.items())],
        first=first,
    )
