"""How each promise of this room can be broken."""

from filing_portal.schedule.invariants import SLOTS
from filing_portal.tests.corruption import written_twice

CORRUPTIONS = [(SLOTS, written_twice("schedule_schedulerun", "name", "'portal-open'"))]
