"""What a provider can be, and what moves it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import CONSEQUENCE, Move


class Status(StatusChoices):
    REGISTERED = "registered", Tone.INFO, _("Registered")
    VERIFIED = "verified", Tone.OK, _("Verified")


class Nature(models.TextChoices):
    ORGANISATION = "organisation", _("Organisation")
    INDIVIDUAL = "individual", _("Individual")


MOVES = {
    # Until verification is a step of its own, the first accepted filing verifies its provider.
    "verify": Move(frozenset({Status.REGISTERED}), Status.VERIFIED, CONSEQUENCE),
}
