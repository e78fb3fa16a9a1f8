"""What happens once: submissions, decisions, letters, runs of the schedule, inspections."""

from django.conf import settings

from filing_portal.invariants.asking import Invariant

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

DECISIONS = Invariant(
    "Every decision is on record once, with the reasons it needs",
    rows="SELECT count(*) FROM reviews_review",
    breaches="""
        WITH decided AS (
            SELECT filing_id, count(*) AS n FROM reviews_review GROUP BY filing_id
        ), told AS (
            SELECT subject_id, count(*) AS n FROM ledger_event
            WHERE subject_type = 'filings.filing' AND verb IN ('accept', 'send_back', 'refuse') GROUP BY subject_id
        ), latest AS (
            SELECT DISTINCT ON (filing_id) filing_id, outcome, decided_at
            FROM reviews_review ORDER BY filing_id, id DESC
        )
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing
        LEFT JOIN decided ON decided.filing_id = filing.id
        LEFT JOIN told ON told.subject_id = filing.id
        LEFT JOIN latest ON latest.filing_id = filing.id
        WHERE decided.n IS DISTINCT FROM told.n OR latest.decided_at IS DISTINCT FROM filing.decided_at
           OR filing.status IN ('filed', 'refused', 'returned') AND latest.outcome IS DISTINCT FROM filing.status
        UNION ALL
        SELECT 'review ' || review.id
        FROM reviews_review AS review
        WHERE review.outcome <> 'filed' AND NOT EXISTS (SELECT FROM reviews_reason WHERE review_id = review.id)
    """,
)

LETTERS = Invariant(
    "No letter is written or sent twice",
    rows="SELECT count(*) FROM letters_letter",
    breaches="SELECT 'letter ' || key FROM letters_letter GROUP BY key HAVING count(*) > 1",
)

WAITING_LETTERS = Invariant(
    "No letter waits for more than a minute without a recorded error",
    rows="SELECT count(*) FROM letters_letter WHERE sent_at IS NULL",
    breaches="""
        SELECT 'letter ' || key FROM letters_letter
        WHERE sent_at IS NULL AND error = '' AND created_at < now() - interval '1 minute'
          AND next_attempt_at < now() - interval '1 minute'
    """,
    applies=lambda: bool(settings.EMAIL_HOST),  # without a mail server letters stay in the outbox
)

SLOTS = Invariant(
    "A slot of the schedule is run once",
    rows="SELECT count(*) FROM schedule_schedulerun",
    breaches="SELECT name || ' ' || slot FROM schedule_schedulerun GROUP BY name, slot HAVING count(*) > 1",
)

INSPECTIONS = Invariant(
    "An entry is asked once for a day, and never twice at a time",
    rows="SELECT count(*) FROM inspections_inspection",
    breaches="""
        SELECT 'entry ' || entry_id FROM inspections_inspection GROUP BY entry_id, slot HAVING count(*) > 1
        UNION
        SELECT 'entry ' || entry_id FROM inspections_inspection WHERE status IN ('open', 'overdue', 'answered')
        GROUP BY entry_id HAVING count(*) > 1
    """,
)

ALL = (SUBMISSIONS, DECISIONS, LETTERS, WAITING_LETTERS, SLOTS, INSPECTIONS)
