"""What holds of the terms at every moment: every clock shows what the calendar and the limits say."""

from datetime import date

from django.db import connection

from filing_portal.base.invariant import Invariant
from filing_portal.ledger.histories import history_of
from filing_portal.terms.models import Limit, Notice
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.calendar import FIRST_DAY


def count_days() -> None:
    """Write the calendar in force into a table of this connection: each day with the working days up to it."""
    days, counted, version = [], 0, calendar()
    for number in range(FIRST_DAY.toordinal(), version.last_day.toordinal() + 1):
        day = date.fromordinal(number)
        works = version.is_workday(day)
        counted += works
        days.append((day, counted, works))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS counted_days (day date PRIMARY KEY, n int, works bool)")
        cursor.execute("TRUNCATE counted_days")
        columns = [list(column) for column in zip(*days, strict=True)]
        cursor.execute("INSERT INTO counted_days SELECT * FROM unnest(%s::date[], %s::int[], %s::bool[])", columns)
        cursor.execute("ANALYZE counted_days")


DUE_DAYS = Invariant(
    "Every open term is due on the day its start, its rule and the calendar give",
    rows="SELECT count(*) FROM terms_term WHERE met_on IS NULL",
    breaches="""
        SELECT 'term ' || term.id
        FROM terms_term AS term
        JOIN terms_limit AS version ON version.id = term.limit_id
        LEFT JOIN counted_days AS start ON start.day = term.started_on
        LEFT JOIN counted_days AS due ON due.works AND due.n = CASE
            WHEN version.is_backward
            THEN start.n - start.works::int - coalesce(term.working_days, version.working_days) + 1
            ELSE start.n + coalesce(term.working_days, version.working_days) END
        WHERE term.met_on IS NULL
          AND (due.day IS NULL OR term.due_on IS DISTINCT FROM greatest(
                   due.day, CASE WHEN version.binds <> 'authority' THEN term.announced_on END)
               OR term.is_provisional <> (greatest(due.day, term.started_on) > %(certain)s)
               OR term.announced_on IS DISTINCT FROM CASE WHEN version.binds <> 'authority' THEN term.due_on END)
    """,
    parameters=lambda: {"certain": calendar().last_certain_day},
    prepare=count_days,
)

# Foreign keys would say the same, at the price of a check for each of a million rows when a calendar is released.
VERSIONS = Invariant(
    "Every term was counted by a released calendar, and every move is one of a term",
    rows="SELECT (SELECT count(*) FROM terms_term) + (SELECT count(*) FROM terms_shift)",
    breaches="""
        SELECT 'term ' || term.id
        FROM terms_term AS term
        LEFT JOIN terms_notice AS notice ON notice.code = term.counted_by_id AND notice.status = 'released'
        WHERE notice.id IS NULL
        UNION ALL
        SELECT 'shift ' || shift.id
        FROM terms_shift AS shift
        LEFT JOIN terms_term AS term ON term.id = shift.term_id
        LEFT JOIN terms_recomputation AS run ON run.id = shift.recomputation_id
        WHERE term.id IS NULL OR run.id IS NULL
    """,
)

# What ships with the portal was prepared by nobody: no event tells of it.
PREPARED_HERE = "prepared_by_id IS NOT NULL"
NOTICES = history_of(Notice, where=PREPARED_HERE)
LIMITS = history_of(Limit, where=PREPARED_HERE)

INVARIANTS = (DUE_DAYS, VERSIONS, NOTICES, LIMITS)
