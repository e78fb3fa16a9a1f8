"""What an entry of the register can be, and what moves it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from filing_portal.lifecycle import Move

ACT = "registry.act_on_entry"


class Status(models.TextChoices):
    VALID = "valid", pgettext_lazy("entry", "Filed")
    SUSPENDED = "suspended", pgettext_lazy("entry", "Suspended")
    DEREGISTERED = "deregistered", pgettext_lazy("entry", "Deregistered")
    REVOKED = "revoked", pgettext_lazy("entry", "Revoked")


MOVES = {
    "suspend": Move(frozenset({Status.VALID}), Status.SUSPENDED, ACT),
    "resume": Move(frozenset({Status.SUSPENDED}), Status.VALID, ACT),
    "deregister": Move(frozenset({Status.VALID, Status.SUSPENDED}), Status.DEREGISTERED, ACT),
    "revoke": Move(frozenset({Status.VALID, Status.SUSPENDED}), Status.REVOKED, ACT),
}
