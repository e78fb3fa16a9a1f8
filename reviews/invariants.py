"""What holds of decisions, and of numbers that were shown, at every moment."""

from filing_portal.base.invariant import Invariant
from reviews.grounds import PersonalNumber, Purpose

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

REVEALED = Invariant(
    "Whoever was shown a personal number is on record, with the number, its provider and a purpose",
    rows="SELECT count(*) FROM ledger_event WHERE subject_type = 'filings.filing' AND verb = 'reveal'",
    breaches="""
        SELECT 'event ' || event.id
        FROM ledger_event AS event
        LEFT JOIN filings_filing AS filing ON filing.id = event.subject_id
        LEFT JOIN vault_sealedvalue AS sealed ON sealed.id::text = event.after ->> 'sealed'
        WHERE event.subject_type = 'filings.filing' AND event.verb = 'reveal'
          AND (event.actor_id IS NULL OR sealed.id IS NULL
               OR event.after ->> 'provider' IS DISTINCT FROM filing.provider_id::text
               OR coalesce(event.after ->> 'number', '') <> ALL (%(numbers)s)
               OR coalesce(event.after ->> 'purpose', '') <> ALL (%(purposes)s))
    """,
    parameters=lambda: {"numbers": PersonalNumber.values, "purposes": Purpose.values},
)

INVARIANTS = (DECISIONS, REVEALED)
