"""What holds of filings at every moment: submissions, their history, the terms that run on them."""

from filing_portal.base.invariant import Invariant
from filing_portal.ledger.histories import history_of
from filing_portal.terms.limits import IN_FORCE
from filings.models import Filing

SUBMISSIONS = Invariant(
    "Every accepted submission exists exactly once",
    rows="SELECT count(*) FROM filings_round",
    breaches="""
        WITH frozen AS (
            SELECT filing_id, count(*) AS n, max(number) AS highest, max(submitted_at) AS latest
            FROM filings_round GROUP BY filing_id
        ), told AS (
            SELECT subject_id, count(*) AS n FROM ledger_event
            WHERE subject_type = 'filings.filing' AND verb = 'submit' GROUP BY subject_id
        )
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing
        LEFT JOIN frozen ON frozen.filing_id = filing.id
        LEFT JOIN told ON told.subject_id = filing.id
        WHERE frozen.n IS DISTINCT FROM told.n OR frozen.n IS DISTINCT FROM frozen.highest
           OR frozen.latest IS DISTINCT FROM filing.submitted_at OR (filing.status = 'draft') <> (frozen.n IS NULL)
    """,
)

HISTORY = history_of(Filing)

COPIES = Invariant(
    "The due day in the queue of filings is that of the term that runs",
    rows="SELECT count(*) FROM filings_filing",
    breaches="""
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing LEFT JOIN terms_term AS term ON term.id = filing.term_id
        WHERE filing.due_on IS DISTINCT FROM term.due_on OR term.met_on IS NOT NULL
           OR (filing.term_id IS NOT NULL) <> (filing.status IN ('submitted', 'returned')
                                               OR filing.status = 'draft' AND filing.started_on IS NOT NULL)
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

INVARIANTS = (SUBMISSIONS, HISTORY, COPIES, STARTS)
