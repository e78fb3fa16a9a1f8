"""What an entry of the register can be, and what moves it."""

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import Move

ACT = "registry.act_on_entry"


class Status(StatusChoices):
    VALID = "valid", Tone.OK, pgettext_lazy("entry", "Filed")
    SUSPENDED = "suspended", Tone.WARN, pgettext_lazy("entry", "Suspended")
    DEREGISTERED = "deregistered", Tone.PLAIN, pgettext_lazy("entry", "Deregistered")
    REVOKED = "revoked", Tone.BAD, pgettext_lazy("entry", "Revoked")


MOVES = {
    "suspend": Move(frozenset({Status.VALID}), Status.SUSPENDED, ACT),
    "resume": Move(frozenset({Status.SUSPENDED}), Status.VALID, ACT),
    "deregister": Move(frozenset({Status.VALID, Status.SUSPENDED}), Status.DEREGISTERED, ACT),
    "revoke": Move(frozenset({Status.VALID, Status.SUSPENDED}), Status.REVOKED, ACT),
}
