"""What is done with an officer's post. Whether it is open is its account's to say: there is no status."""

from django.utils.translation import pgettext_lazy

from filing_portal.lifecycle import Move, by_command, holds
from filing_portal.offices.rights import in_own_office, national

APPOINT = "offices.add_officer"
CHANGE = "offices.change_officer"

within_reach = in_own_office | national

MOVES = {
    # The command makes the first administrator.
    "appoint": Move(
        frozenset(), None, by_command | holds(APPOINT) & within_reach, pgettext_lazy("ledger", "Officer appointed")
    ),
    "deactivate": Move(
        frozenset(), None, holds(CHANGE) & within_reach, pgettext_lazy("ledger", "Officer's account closed")
    ),
    "reactivate": Move(
        frozenset(), None, holds(CHANGE) & within_reach, pgettext_lazy("ledger", "Officer's account opened again")
    ),
}
