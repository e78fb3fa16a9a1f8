"""The ledger: events, which nothing changes or removes once they are written."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.scope import ScopedQuerySet


class EventQuerySet(ScopedQuerySet["Event"]):
    """Events by the rows they happened to."""

    def about(self, *rows: models.Model) -> Self:
        """Return the events of these rows, oldest first."""
        wanted = models.Q(pk__in=[])
        for row in rows:
            wanted |= models.Q(subject_type=row._meta.label_lower, subject_id=row.pk)
        return self.filter(wanted).select_related("actor").order_by("at", "pk")


class Event(models.Model):
    """Something that was done: who, what, to which row, before, after and when. Never changed, never removed.

    It holds keys, days, numbers and codes; what people wrote stands in the row it is about, where it can be erased.
    """

    at = models.DateTimeField(_("when"), default=clock.now)
    # The database's own moment: no set clock moves it.
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now(), editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    verb = models.SlugField(_("what"), max_length=40, db_index=False)
    subject_type = models.CharField(_("kind of row"), max_length=60)
    subject_id = models.BigIntegerField(_("row"))
    province = models.CharField(_("province"), max_length=2)
    before = models.JSONField(_("before"), default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="event_by_subject"),
            models.Index(fields=["province", "-id"], name="event_by_province"),
            models.Index(fields=["subject_type", "-id"], name="event_by_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'The ledger is append-only: it cannot be emptied.';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.verb}"
