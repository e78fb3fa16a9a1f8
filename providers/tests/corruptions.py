"""How each promise of this room can be broken."""

from filing_portal.tests.corruption import event_is_cut
from providers.invariants import HISTORY

CORRUPTIONS = [(HISTORY, event_is_cut("providers.provider", "register"))]
