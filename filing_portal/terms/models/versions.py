"""What terms are counted by: the notices with their days, and the time limits; each with its versions."""

from typing import Self, TypeVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.offices.models import NATIONAL
from filing_portal.terms.limits import title
from filing_portal.terms.states import LIMIT_MOVES, NOTICE_MOVES, Status
from filing_portal.workdays.engine import Length

V = TypeVar("V", bound="Version")


class VersionQuerySet(models.QuerySet[V]):
    """Versions of notices or of time limits."""

    def released(self) -> Self:
        """Return the versions that count, or will from their day on."""
        return self.filter(status=Status.RELEASED)

    def prepared(self) -> Self:
        """Return the versions that wait for their release."""
        return self.filter(status=Status.PREPARED)


class Version(models.Model):
    """Reference data with versions: one officer prepares, another releases; what ships with the portal has neither."""

    STATUSES = Status

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREPARED)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("released by")
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    discarded_because = models.CharField(_("reason for discarding it"), max_length=200, blank=True)

    objects = VersionQuerySet.as_manager()

    province = NATIONAL  # only officers of the national office prepare and release

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(prepared_by=None, released_by=None)
                | Q(prepared_by__isnull=False, released_by=None) & ~Q(status=Status.RELEASED)
                | Q(prepared_by__isnull=False, released_by__isnull=False) & ~Q(prepared_by=F("released_by")),
                name="a_%(class)s_is_released_by_a_second_officer",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RELEASED) | Q(released_at__isnull=False),
                name="a_released_%(class)s_has_its_moment",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="as_released",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.status = 'released' AND OLD.* IS DISTINCT FROM NEW.*"),
            )
        ]


class Notice(Version):
    """A State Council notice that arranges days. Each one released is a version of the calendar: all up to it."""

    MOVES = NOTICE_MOVES
    KIND = pgettext_lazy("ledger", "Calendar notice")

    code = models.CharField(_("code"), max_length=10, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.CharField(_("document number"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=120)
    published_on = models.DateField(_("published"))
    address = models.URLField(_("address"))
    # From this day on the portal counts by it; for those that ship, the day of publication.
    valid_from = models.DateField(_("valid from"), null=True, blank=True)

    class Meta(Version.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["published_on"]
        permissions = [
            ("prepare_notice", "Can prepare and discard notices"),
            ("release_notice", "Can release notices that another officer prepared"),
        ]

    def __str__(self) -> str:
        return self.title


class Day(models.Model):
    """What a notice says of a day: a holiday, a weekend day that is worked, or, in an amendment, a day like others."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        MAKE_UP = "make-up", _("Make-up working day")
        ORDINARY = "ordinary", _("As its weekday")

    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name = models.CharField(pgettext_lazy("holiday", "name"), max_length=40)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="days", verbose_name=_("notice"))

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["date", "notice"], name="a_notice_arranges_a_day_once")]
        triggers = [
            pgtrigger.Protect(name="as_announced", operation=pgtrigger.Update, condition=pgtrigger.AnyChange()),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Limit(Version):
    """A version of a time limit: how many working days (none: set for each order), from which event, and its source."""

    MOVES = LIMIT_MOVES

    class Start(models.TextChoices):
        """What sets the term off (T1 to T11)."""

        SERVICE = "service", _("First day of providing the service")
        CHANGE = "change", _("Day of the change")
        TERMINATION = "termination", _("Planned day of termination")
        RECEIPT = "receipt", _("Materials received")
        RETURN = "return", _("Return for correction")
        PROCEDURE = "procedure", _("Change or deregistration received")
        INSPECTION = "inspection", _("Opening of a periodic inspection")
        ORDER = "order", _("Rectification order served")
        BATCH = "batch", _("Announcement of a batch")
        PROVISIONS = "provisions", _("The Provisions come into force")

    class Binds(models.TextChoices):
        PROVIDER = "provider", pgettext_lazy("binds", "Provider")
        AUTHORITY = "authority", pgettext_lazy("binds", "Authority")
        PUBLIC = "public", pgettext_lazy("binds", "Everyone")

    code = models.SlugField(_("code"), max_length=20)
    working_days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    article = models.CharField(_("article"), max_length=60, blank=True)
    is_law = models.BooleanField(_("set by law"))
    valid_from = models.DateField(_("valid from"))
    starts_with = models.CharField(_("starts with"), max_length=12, choices=Start, default=Start.SERVICE)
    binds = models.CharField(pgettext_lazy("time limit", "binds"), max_length=10, choices=Binds, default=Binds.PROVIDER)
    is_backward = models.BooleanField(_("counted backwards"), default=False)
    applies_to_running = models.BooleanField(_("holds for terms already running"), default=False)
    reason = models.CharField(_("reason for the change"), max_length=200, blank=True)

    class Meta(Version.Meta):
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ["code", "valid_from", "pk"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(status=Status.RELEASED),
                name="a_limit_has_one_version_a_day",
            ),
            models.CheckConstraint(condition=Q(working_days=None) | Q(working_days__gte=1), name="a_limit_lasts_a_day"),
            models.CheckConstraint(
                condition=Q(is_law=False) | Q(prepared_by=None), name="the_law_is_not_changed_in_the_console"
            ),
        ]
        permissions = [
            ("prepare_limit", "Can prepare and discard versions of time limits"),
            ("release_limit", "Can release versions of time limits that another officer prepared"),
        ]

    def __str__(self) -> str:
        return str(title(self.code))

    @property
    def keeps_announced(self) -> bool:
        """Tell whether an announced day never gets earlier: only the authority's own terms move both ways."""
        return self.binds != self.Binds.AUTHORITY

    def length(self, own: int | None) -> Length:
        """Return the length of a term that runs under this version; `own` is the one an order or a campaign set.

        Raises ValueError where neither says how many working days the term has.
        """
        working_days = own or self.working_days
        if working_days is None:
            raise ValueError(f"The limit {self.code} has no length: say how many working days this one is given.")
        return Length(working_days, self.is_backward, self.keeps_announced)
