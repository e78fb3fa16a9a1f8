"""How each promise of this room can be broken."""

from filing_portal.tests.corruption import event_is_cut, written_twice
from inspections.invariants import COPIES, HISTORY, ONCE

TWICE = written_twice("inspections_inspection", "status", "'open'")
CORRUPTIONS = [
    (ONCE, TWICE),
    (ONCE, TWICE + "UPDATE inspections_inspection SET slot = slot + 1 WHERE id = 999999"),
    (HISTORY, event_is_cut("inspections.inspection", "answer")),
    (
        HISTORY,
        "DELETE FROM inspections_inspection WHERE id = (SELECT min(id) FROM inspections_inspection)",
    ),
    (COPIES, "UPDATE inspections_inspection SET due_on = due_on + 1 WHERE status = 'open'"),
]
