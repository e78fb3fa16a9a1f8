"""How each promise of this room can be broken."""

from filing_portal.tests.corruption import event_is_cut, written_twice
from registry.invariants import FILED, HISTORY, ONCE, PUBLISHED, WELL_FORMED, WITHOUT_GAP

ONE_FILED = "(SELECT min(service_id) FROM filings_filing WHERE status = 'filed')"
CORRUPTIONS = [
    (FILED, f"DELETE FROM registry_entry WHERE service_id = {ONE_FILED}"),
    (FILED, f"UPDATE filings_filing SET status = 'refused', numbered_at = NULL WHERE service_id = {ONE_FILED}"),
    (FILED, f"UPDATE filings_filing SET numbered_at = NULL WHERE service_id = {ONE_FILED}"),
    (
        WELL_FORMED,
        "UPDATE registry_entry SET number = left(number, 19) || CASE right(number, 1) WHEN '1' THEN '2' ELSE '1' END"
        " WHERE id = 1 + (SELECT min(id) FROM registry_entry)",
    ),
    (WELL_FORMED, "UPDATE registry_entry SET glyph = '京' WHERE province = '33'"),
    (WELL_FORMED, "UPDATE registry_entry SET year = year - 1"),
    (ONCE, written_twice("registry_entry", "status", "'valid'")),
    (WITHOUT_GAP, "UPDATE registry_entry SET serial = serial + 500 WHERE serial = 2"),
    (WITHOUT_GAP, "UPDATE registry_block SET last_serial = last_serial + 1"),
    (WITHOUT_GAP, "UPDATE registry_block SET provider_id = provider_id + 100000"),
    (PUBLISHED, "DELETE FROM registry_version WHERE number = 1"),
    (PUBLISHED, "UPDATE registry_entry SET service_name = '改名' WHERE province = '33'"),
    (HISTORY, event_is_cut("registry.entry", "issue")),
    (HISTORY, """UPDATE ledger_event SET before = '{"status": "revoked"}' WHERE verb = 'suspend'"""),
]
