"""Work all open terms out at once: the engine's arithmetic written as SQL.

Two tables of the calendar go in, how many working days there are up to each day, and on which day each working day
falls. The nightly audit and the tests hold it to the engine and to the oracle.
"""

from typing import Any

from filing_portal.base import clock
from filing_portal.terms.models import Limit
from filing_portal.terms.workflow.versions import successor
from filing_portal.workdays.calendar import FIRST_DAY, Calendar

# Every open term of a range with the day that calendar and limit give it.
# OFFSET 0 keeps the planner from writing the tables out again wherever they are used.
TERMS = """
    FROM terms_term AS term
    JOIN unnest(%(old)s::bigint[], %(new)s::bigint[], %(lengths)s::int[], %(backward)s::bool[], %(keeps)s::bool[],
                %(codes)s::text[])
        AS version (old_id, limit_id, n, is_backward, keeps_announced, code) ON version.old_id = term.limit_id
    CROSS JOIN (
        SELECT %(first)s::date AS first, %(counts)s::int[] AS counts, %(days)s::int[] AS days OFFSET 0
    ) AS calendar
    CROSS JOIN LATERAL (
        SELECT calendar.first + CASE
            WHEN version.is_backward THEN calendar.days[
                calendar.counts[term.started_on - calendar.first] - coalesce(term.working_days, version.n) + 1]
            ELSE calendar.days[
                calendar.counts[term.started_on - calendar.first + 1] + coalesce(term.working_days, version.n)]
        END AS day
    ) AS computed
    WHERE term.met_on IS NULL AND term.id > %(after)s AND term.id <= %(up_to)s
"""
# The same with the day that is to hold. `is_kept`: only the announced day keeps it from getting earlier.
RECKONED = f"""
    SELECT *, greatest(computed_on, kept_on) AS after_on, coalesce(computed_on < kept_on, false) AS is_kept,
           greatest(computed_on, started_on) > %(certain)s AS is_provisional
    FROM (
        SELECT term.id, term.limit_id AS old_limit, version.limit_id, version.code, term.started_on, term.announced_on,
               term.due_on AS before_on, term.is_provisional AS was_provisional, computed.day AS computed_on,
               CASE WHEN version.keeps_announced THEN term.announced_on END AS kept_on
        {TERMS} AND {{which}} OFFSET 0
    ) AS found
"""  # noqa: S608
ALL = RECKONED.format(which="computed.day IS NOT NULL")


def running() -> list[tuple[Limit, Limit]]:
    """Return each released version of a limit with the one under which its running terms stand today."""
    versions = list(Limit.objects.released().order_by("valid_from"))
    return [(limit, successor(limit, versions, clock.today())) for limit in versions]


def parameters(calendar: Calendar, limits: list[tuple[Limit, Limit]], after: int, up_to: int) -> dict[str, Any]:
    """Return what the statements of this module are given: the tables of the calendar, and the versions of the limits.

    `limits` are pairs as of `running`; the terms are those with ids above `after`, up to and with `up_to`.
    """
    first = FIRST_DAY.toordinal()
    works = set(calendar.numbers)
    counts, counted = [], 0
    for number in range(first, calendar.last_day.toordinal() + 1):
        counted += number in works
        counts.append(counted)
    return {
        "first": FIRST_DAY,
        "counts": counts,
        "days": [number - first for number in calendar.numbers],
        "certain": calendar.last_certain_day,
        "old": [old.pk for old, _new in limits],
        "new": [new.pk for _old, new in limits],
        "lengths": [new.working_days for _old, new in limits],
        "backward": [new.is_backward for _old, new in limits],
        "keeps": [new.keeps_announced for _old, new in limits],
        "codes": [new.code for _old, new in limits],
        "after": after,
        "up_to": up_to,
    }


def with_version(limit: Limit | None) -> list[tuple[Limit, Limit]]:
    """Return the versions of the running terms if this one were in force today."""
    if limit is None or not limit.applies_to_running:
        return running()
    return [
        (old, limit if old.code == limit.code and old.valid_from < limit.valid_from else new) for old, new in running()
    ]
