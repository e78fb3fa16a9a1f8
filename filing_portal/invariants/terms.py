"""Every clock shows what the calendar and the limits say, and runs from the day of its event."""

from datetime import date

from django.db import connection

from filing_portal.invariants.asking import Invariant
from filing_portal.terms.limits import IN_FORCE
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.calendar import FIRST_DAY


def count_days() -> None:
    """The calendar lies in a table of this session: each day with the number of working days up to it."""
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

COPIES = Invariant(
    "A due day in a queue is that of the term that runs",
    rows="SELECT (SELECT count(*) FROM filings_filing) + (SELECT count(*) FROM inspections_inspection)",
    breaches="""
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing LEFT JOIN terms_term AS term ON term.id = filing.term_id
        WHERE filing.due_on IS DISTINCT FROM term.due_on OR term.met_on IS NOT NULL
           OR (filing.term_id IS NOT NULL) <> (filing.status IN ('submitted', 'returned')
                                               OR filing.status = 'draft' AND filing.started_on IS NOT NULL)
        UNION ALL
        SELECT 'inspection ' || inspection.id
        FROM inspections_inspection AS inspection JOIN terms_term AS term ON term.id = inspection.term_id
        WHERE inspection.due_on <> term.due_on
           OR (term.met_on IS NULL) <> (inspection.status IN ('open', 'overdue'))
    """,
)

STARTS = Invariant(
    "Every term starts on the day of its event",
    rows="SELECT count(*) FROM terms_term",
    breaches="""
        SELECT 'round ' || round.id
        FROM filings_round AS round JOIN terms_term AS term ON term.id = round.term_id
        WHERE term.started_on <> (round.submitted_at AT TIME ZONE 'Asia/Shanghai')::date
        UNION ALL
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing JOIN terms_term AS term ON term.id = filing.term_id
        WHERE filing.status = 'returned'
          AND term.started_on <> (filing.decided_at AT TIME ZONE 'Asia/Shanghai')::date
        UNION ALL
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing
        JOIN filings_service AS service ON service.id = filing.service_id
        JOIN terms_term AS term ON term.id = filing.file_term_id
        WHERE filing.status = 'draft' AND filing.started_on IS NOT NULL
          AND term.started_on <> greatest(least(filing.started_on, service.started_on), %(in_force)s)
    """,
    parameters=lambda: {"in_force": IN_FORCE},
)

# Foreign keys would say the same, at the price of a check for each of a million rows when a calendar is released.
VERSIONS = Invariant(
    "Every term was counted by a released calendar, and every move is one of a term",
    rows="SELECT (SELECT count(*) FROM terms_term) + (SELECT count(*) FROM terms_shift)",
    breaches="""
        SELECT 'term ' || term.id
        FROM terms_term AS term
        LEFT JOIN terms_notice AS notice ON notice.code = term.calendar_id AND notice.status = 'released'
        WHERE notice.id IS NULL
        UNION ALL
        SELECT 'shift ' || shift.id
        FROM terms_shift AS shift
        LEFT JOIN terms_term AS term ON term.id = shift.term_id
        LEFT JOIN terms_recomputation AS run ON run.id = shift.recomputation_id
        WHERE term.id IS NULL OR run.id IS NULL
    """,
)

ALL = (DUE_DAYS, COPIES, STARTS, VERSIONS)
