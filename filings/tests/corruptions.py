"""How each promise of this room can be broken."""

from filing_portal.tests.corruption import event_is_cut, written_twice
from filings.invariants import COPIES, HISTORY, STARTS, SUBMISSIONS

FILING = "filings.filing"
CORRUPTIONS = [
    (SUBMISSIONS, "DELETE FROM filings_round WHERE id = (SELECT min(id) FROM filings_round)"),
    (SUBMISSIONS, written_twice("filings_round", "number", 1)),
    (SUBMISSIONS, event_is_cut(FILING, "submit")),
    (SUBMISSIONS, "UPDATE filings_filing SET submitted_at = now() WHERE status = 'submitted'"),
    (HISTORY, event_is_cut(FILING, "start")),
    (HISTORY, event_is_cut(FILING, "accept")),
    (HISTORY, "UPDATE filings_filing SET status = 'lapsed' WHERE status = 'withdrawn'"),
    (HISTORY, "UPDATE ledger_event SET verb = 'refuse' WHERE verb = 'accept'"),
    (COPIES, "UPDATE filings_filing SET due_on = due_on + 1 WHERE status = 'submitted'"),
    (COPIES, "UPDATE terms_term SET met_on = due_on WHERE met_on IS NULL"),
    (STARTS, "UPDATE filings_round SET submitted_at = submitted_at + interval '1 day'"),
    (STARTS, "UPDATE filings_filing SET decided_at = decided_at - interval '1 day' WHERE status = 'returned'"),
    (STARTS, "UPDATE filings_filing SET started_on = started_on - 1 WHERE status = 'draft'"),
]
