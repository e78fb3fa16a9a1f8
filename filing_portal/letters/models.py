"""Letters: messages to people, shown in the portal and sent by e-mail."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.paging import Keyset

if TYPE_CHECKING:
    from filing_portal.accounts.models import User

MOST_ATTEMPTS = 8
NEWEST_FIRST = Keyset(("created_at", "pk"))  # by the day of the letter: one told later may be of an earlier day


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by reader and by what is still to be done with them."""

    def addressed_to(self, user: "User") -> Self:
        """Return what `user` reads in the portal, newest first; letters with codes are not among it."""
        return self.filter(to=user, is_secret=False).order_by(*NEWEST_FIRST.order())

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def to_send(self) -> Self:
        """Return the letters whose turn it is: unsent, tried less than eight times, not in another worker's hands."""
        return self.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, next_attempt_at__lte=timezone.now()).order_by("pk")


class Letter(models.Model):
    """A message to one person: shown in the portal and sent by e-mail where a mail server is set."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("to")
    )
    email = models.EmailField(_("e-mail address"))
    kind = models.SlugField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=120, unique=True)
    language = models.CharField(_("language"), max_length=7)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    url = models.CharField(_("page it leads to"), max_length=200, blank=True)
    is_secret = models.BooleanField(_("holds a code"), default=False)
    created_at = models.DateTimeField(_("written"), default=clock.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    error = models.TextField(_("last error"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = NEWEST_FIRST.order()
        indexes = [
            models.Index(fields=["to", "-created_at", "-id"], name="letter_by_reader_and_day"),
            models.Index(fields=["next_attempt_at"], name="letter_to_send", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return self.subject
