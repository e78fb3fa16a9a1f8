"""Inspections: the yearly question whether what is filed is still right (art. 14)."""

import uuid
from datetime import date
from typing import Self, cast

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.terms.models import TermHolder, TermHolderQuerySet
from inspections.duties import InspectionDuty
from inspections.states import MOVES, PENDING, UNANSWERED, Status
from providers.models import Provider
from registry.models import Entry


class InspectionQuerySet(TermHolderQuerySet["Inspection"]):
    """Inspections by who asks for them: a provider, an office, a sweep."""

    def owned_by(self, user: User) -> Self:
        return self.filter(entry__provider__memberships__user=user)

    def unanswered(self) -> Self:
        return self.filter(status__in=UNANSWERED)

    def awaiting_judgement(self) -> Self:
        return self.filter(status=Status.ANSWERED).by_time_left()

    def to_do(self) -> Self:
        return self.unanswered()

    def to_remind(self) -> Self:
        return self.filter(status=Status.OPEN)

    def in_calendar(self) -> Self:
        return self.unanswered()

    def in_office_calendar(self) -> Self:
        return self.filter(status__in=PENDING).by_time_left()

    def with_duty(self) -> Self:
        # What the register's search reads is long, and no duty names it.
        return self.select_related("entry__provider", "term__limit")

    def fallen_due(self, today: date) -> Self:
        """Return the open inspections whose last day has ended before `today`."""
        return self.filter(status=Status.OPEN, due_on__lt=today)

    def overdue_too_early(self, today: date) -> Self:
        """Return the overdue inspections whose due day a release has moved to one still to come."""
        return self.filter(status=Status.OVERDUE, due_on__gte=today)


class Inspection(TermHolder):
    """One question to the provider of an entry: is what was filed still right (art. 14)?

    It is answered or left, then judged.
    """

    MOVES = MOVES
    STATUSES = Status
    DUTY = InspectionDuty

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="inspections", verbose_name=_("entry"))
    province = models.CharField(_("province"), max_length=2)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    # The day the schedule asked for; one inspection for each entry and day.
    slot = models.DateField(_("scheduled for"))
    opened_at = models.DateTimeField(_("opened"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    late_by = models.PositiveSmallIntegerField(_("late by working days"), default=0)
    # What the provider corrects, by the catalogue's names; empty when everything is confirmed.
    corrections = models.JSONField(_("corrections"), default=dict, blank=True)
    remark = models.TextField(_("remark"), max_length=1000, blank=True)
    judged_at = models.DateTimeField(_("judged"), null=True, blank=True)
    finding = models.TextField(_("finding"), max_length=1000, blank=True)

    objects = InspectionQuerySet.as_manager()  # type: ignore[misc]  # the stubs know no manager that overrides one

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-pk"]
        permissions = [("judge_inspection", "Can pass or fail inspections")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "slot"], name="a_slot_opens_one_inspection"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(status__in=sorted(PENDING)), name="an_entry_has_one_pending_inspection"
            ),
        ]
        indexes = [
            models.Index(fields=["province", "status", "due_on", "id"], name="inspection_queue"),
            models.Index(fields=["status", "due_on", "id"], name="inspection_queue_national"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.slot}"

    @property
    def provider(self) -> Provider:
        """Return the provider that is asked: `due_entries` takes no entry without one."""
        return cast(Provider, self.entry.provider)

    @property
    def is_unanswered(self) -> bool:
        return self.status in UNANSWERED

    def is_owned_by(self, user: User) -> bool:
        return self.entry.is_owned_by(user)

    def get_absolute_url(self) -> str:
        return reverse("inspections:answer", args=[self.uuid])
