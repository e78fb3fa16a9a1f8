"""How each promise of this room can be broken."""

from filing_portal.tests.corruption import ONE_EVENT
from reviews.invariants import DECISIONS, REVEALED

SHOWN = ONE_EVENT.format("filings.filing", "reveal")

CORRUPTIONS = [
    (DECISIONS, "DELETE FROM reviews_review WHERE id = (SELECT min(id) FROM reviews_review)"),
    (DECISIONS, "UPDATE reviews_review SET outcome = 'refused' WHERE outcome = 'filed'"),
    (DECISIONS, "DELETE FROM reviews_reason"),
    (REVEALED, f"UPDATE ledger_event SET actor_id = NULL WHERE id = {SHOWN}"),
    (REVEALED, f'UPDATE ledger_event SET after = after || \'{{"purpose": "curiosity"}}\' WHERE id = {SHOWN}'),
    (REVEALED, f"UPDATE ledger_event SET after = after - 'number' WHERE id = {SHOWN}"),
    (REVEALED, f"UPDATE ledger_event SET after = after - 'sealed' WHERE id = {SHOWN}"),
    (REVEALED, f"UPDATE ledger_event SET after = after || '{{\"provider\": 0}}' WHERE id = {SHOWN}"),
]
