"""The addresses under which people subscribe to their deadlines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base import clock
from filing_portal.feeds.states import MOVES


class Feed(models.Model):
    """The secret address under which a person's deadlines can be subscribed to; only its digest is kept."""

    MOVES = MOVES
    KIND = pgettext_lazy("ledger", "Calendar subscription")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds", verbose_name=_("account"))
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), default=clock.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="a_person_has_one_feed")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"
