"""What is done with an officer's post. Whether it is open is its account's to say: there is no status."""

from django.utils.translation import pgettext_lazy

from filing_portal.lifecycle import Move, by_command, holds
from filing_portal.offices.rights import in_own_office, national

APPOINT = "offices.add_officer"
CHANGE = "offices.change_officer"
RIGHTS = {
    APPOINT: pgettext_lazy("permission", "Appoint officers"),
    CHANGE: pgettext_lazy("permission", "Change posts, close accounts, send password letters"),
}

within_reach = in_own_office | national
changer = holds(CHANGE) & within_reach

MOVES = {
    # The command makes the first administrator.
    "appoint": Move(
        frozenset(), None, by_command | holds(APPOINT) & within_reach, pgettext_lazy("ledger", "Officer appointed")
    ),
    "deactivate": Move(frozenset(), None, changer, pgettext_lazy("ledger", "Officer's account closed")),
    "reactivate": Move(frozenset(), None, changer, pgettext_lazy("ledger", "Officer's account opened again")),
    "transfer": Move(frozenset(), None, changer, pgettext_lazy("ledger", "Officer's post changed")),
    "send_password_letter": Move(
        frozenset(), None, changer, pgettext_lazy("ledger", "Letter to set a new password sent")
    ),
}
