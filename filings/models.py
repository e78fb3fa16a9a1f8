"""Services, their filings, and the rounds that freeze them."""

import uuid
from datetime import date
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.pairs import name_index
from filing_portal.terms.models import Term, TermHolder, TermHolderQuerySet
from filing_portal.vault.models import SealedValue
from filings.catalogue import ANSWERS, ApplicationField, Category, ServiceForm
from filings.duties import FilingDuty
from filings.states import EDITABLE, MOVES, OPEN, Status
from providers.models import Provider


class Procedure(models.TextChoices):
    FIRST = "first", _("First filing")


class Service(models.Model):
    """A blockchain information service that a provider runs and files."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="services", verbose_name=_("provider"))
    name = models.CharField(_("service name"), max_length=120, blank=True)
    # The earliest day any submission named: a filing started anew still counts from it.
    started_on = models.DateField(_("start date"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        indexes = [name_index("name", "service_name_pairs")]

    def __str__(self) -> str:
        return self.name


class FilingQuerySet(TermHolderQuerySet["Filing"]):
    """Filings by who asks for them: a provider, an office, a sweep."""

    def owned_by(self, user: User) -> Self:
        return self.filter(provider__memberships__user=user)

    def submitted(self) -> Self:
        """Return what an office may see: everything but drafts never submitted."""
        return self.exclude(status=Status.DRAFT)

    def awaiting_review(self) -> Self:
        """Return the open cases, least time left first."""
        return self.filter(status=Status.SUBMITTED).by_time_left()

    def to_do(self) -> Self:
        return self.filter(status__in=EDITABLE)

    def to_remind(self) -> Self:
        return self.filter(status__in=EDITABLE)

    def in_calendar(self) -> Self:
        return self.filter(status__in=OPEN, term__isnull=False)

    def in_office_calendar(self) -> Self:
        return self.awaiting_review()

    def with_duty(self) -> Self:
        return self.select_related("provider", "term__limit")

    def past_correction(self, today: date) -> Self:
        """Return the returned filings whose time for correction ended before `today`."""
        return self.filter(status=Status.RETURNED, due_on__lt=today)

    def unnumbered(self) -> Self:
        """Return what is filed and has no entry in the register yet, oldest decision first."""
        return self.filter(status=Status.FILED, numbered_at=None).order_by("decided_at")


class Filing(TermHolder):
    """One procedure for one service; its answers can be changed until a round freezes them."""

    MOVES = MOVES
    STATUSES = Status
    DUTY = FilingDuty

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="filings", verbose_name=_("service"))
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="filings", verbose_name=_("provider"))
    procedure = models.CharField(_("procedure"), max_length=10, choices=Procedure, default=Procedure.FIRST)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    reference = models.CharField(_("reference"), max_length=13, unique=True, null=True, blank=True)
    # Frozen at the first submission, so that a later move changes neither the office nor the number.
    province = models.CharField(_("province"), max_length=2)
    county = models.CharField(_("place of registration"), max_length=6)
    # None as long as a draft does not say when its service started, and when nothing runs any more.
    term = models.ForeignKey(  # type: ignore[assignment]  # every other noun has a term from the beginning
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("term")
    )
    due_on = models.DateField(  # type: ignore[assignment]  # as its term
        _("due day"), null=True, blank=True
    )
    file_term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("time to file")
    )
    late_by = models.PositiveSmallIntegerField(_("late by working days"), default=0)
    created_at = models.DateTimeField(_("started"), default=clock.now, editable=False)
    changed_at = models.DateTimeField(_("last saved"), default=clock.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # Set together with the entry, so that the sweeper finds what waits without reading what is done.
    numbered_at = models.DateTimeField(_("numbered"), null=True, blank=True)

    service_name = models.CharField(_("service name"), max_length=120, blank=True)
    category = models.CharField(_("service category"), max_length=16, choices=Category, blank=True)
    forms = ArrayField(
        models.CharField(max_length=20, choices=ServiceForm), verbose_name=_("service form"), default=list, blank=True
    )
    fields = ArrayField(
        models.CharField(max_length=20, choices=ApplicationField),
        verbose_name=_("application field"),
        default=list,
        blank=True,
    )
    other_field = models.CharField(_("other application field"), max_length=60, default="", blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    web_address = models.CharField(_("web address"), max_length=200, blank=True)
    client_name = models.CharField(_("client name"), max_length=120, blank=True)
    account_name = models.CharField(_("official account name"), max_length=120, blank=True)
    started_on = models.DateField(pgettext_lazy("service", "start date"), null=True, blank=True)
    server_county = models.CharField(_("server location"), max_length=6, blank=True)
    server_address = models.TextField(_("server address"), max_length=1000, blank=True)
    person = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible person")
    )

    # By section: what was typed there last and is wrong, sealed, until it is right; submission waits for it.
    unsaved = models.JSONField(_("not saved"), default=dict, blank=True)

    objects = FilingQuerySet.as_manager()  # type: ignore[misc]  # the stubs know no manager that overrides one

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        ordering = ["-pk"]
        permissions = [("review_filing", "Can decide on filings")]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(status__in=sorted(OPEN)), name="a_service_has_one_open_filing"
            ),
            models.UniqueConstraint(
                fields=["service", "procedure"],
                condition=Q(status=Status.FILED, procedure="first"),
                name="a_service_is_filed_first_once",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(reference__isnull=False, submitted_at__isnull=False),
                name="a_submitted_filing_has_a_reference",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.SUBMITTED, Status.RETURNED])
                | Q(term__isnull=False, due_on__isnull=False),
                name="a_waiting_filing_has_a_due_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.FILED, Status.REFUSED]) | Q(decided_at__isnull=False),
                name="a_decided_filing_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.FILED) | Q(numbered_at=None), name="only_what_is_filed_has_a_number"
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(EDITABLE)) | Q(unsaved={}), name="only_what_is_edited_has_unsaved_input"
            ),
        ]
        indexes = [
            models.Index(fields=["province", "status", "due_on", "id"], name="filing_queue"),
            models.Index(fields=["status", "due_on", "id"], name="filing_queue_national"),
            models.Index(fields=["province", "-id"], name="filing_by_province"),
            models.Index(fields=["province", "decided_at"], name="filing_decided"),
            models.Index(fields=["decided_at"], name="filing_decided_national"),
            models.Index(fields=["provider", "-id"], name="filing_by_provider"),
            models.Index(
                fields=["decided_at"], name="filing_unnumbered", condition=Q(status=Status.FILED, numbered_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.service_name or gettext("New filing")

    @property
    def answers(self) -> dict[str, Any]:
        """Return the current answers by column."""
        return {item.name: getattr(self, item.name) for item in ANSWERS}

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    def is_owned_by(self, user: User) -> bool:
        return self.provider.is_owned_by(user)

    def get_absolute_url(self) -> str:
        name = "filings:draft" if self.status == Status.DRAFT else "filings:detail"
        return reverse(name, args=[self.uuid])


class Round(models.Model):
    """One submission, frozen: what was reviewed, what is compared, and what a receipt proves."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="rounds", verbose_name=_("filing"))
    number = models.PositiveSmallIntegerField(_("round"))
    snapshot = models.JSONField(_("answers"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted"))
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("time to decide"))

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="a_round_is_submitted_once")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.filing} / {self.number}"


class ReferenceCounter(models.Model):
    """The last reference given in a year; its row is locked while one is taken, so that no number is skipped."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
