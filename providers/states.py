"""The statuses of a provider, and the verbs that change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import Move, consequence, owner, signed_in


class Status(StatusChoices):
    REGISTERED = "registered", Tone.INFO, _("Registered")
    VERIFIED = "verified", Tone.OK, _("Verified")


class Nature(models.TextChoices):
    ORGANISATION = "organisation", _("Organisation")
    INDIVIDUAL = "individual", _("Individual")


MOVES = {
    "register": Move(frozenset(), Status.REGISTERED, signed_in, pgettext_lazy("ledger", "Provider registered")),
    "amend": Move(
        {Status.REGISTERED},
        None,
        owner,
        pgettext_lazy("ledger", "Registered facts corrected"),
        too_late=_(
            "These facts were verified with your first filing and cannot be changed here for now. If they have changed,"
            " tell the office that reviews your filings in writing, within 5 working days (art. 11)."
        ),
    ),
    # What was verified is corrected only as part of a filing that was returned, and judged with it.
    "correct": Move(
        {Status.VERIFIED}, None, consequence, pgettext_lazy("ledger", "Facts corrected for a returned filing")
    ),
    # Until verification is a step of its own, the first accepted filing verifies its provider.
    "verify": Move({Status.REGISTERED}, Status.VERIFIED, consequence, pgettext_lazy("ledger", "Provider verified")),
}
