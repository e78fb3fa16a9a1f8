"""Decisions on rounds, and the reasons they give (art. 12)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filings.models import Filing, Round
from reviews.grounds import Ground


class Outcome(StatusChoices):
    FILED = "filed", Tone.OK, pgettext_lazy("decision", "Filed")
    RETURNED = "returned", Tone.WARN, pgettext_lazy("decision", "Returned for correction")
    REFUSED = "refused", Tone.BAD, pgettext_lazy("decision", "Refused")


class Review(models.Model):
    """An officer's decision on one round: final for that round."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="reviews", verbose_name=_("filing"))
    round = models.OneToOneField(Round, models.PROTECT, related_name="review", verbose_name=_("round"))
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("officer"))
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    note = models.TextField(_("internal note"), blank=True)
    decided_at = models.DateTimeField(_("decided"))
    late_by = models.PositiveSmallIntegerField(_("late by working days"), default=0)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        triggers = [pgtrigger.Protect(name="final", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.filing}: {self.get_outcome_display()}"

    @property
    def tone(self) -> Tone:
        """Return the tone in which the outcome is shown."""
        return Outcome(self.outcome).tone


class Reason(models.Model):
    """Why a filing was returned or refused: the ground it rests on and what to do about it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="reasons", verbose_name=_("decision"))
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    text = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="final", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text
