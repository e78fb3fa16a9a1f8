import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.offices.models import NATIONAL
from filing_portal.workdays.engine import Events, Length
from filing_portal.workdays.limits import title
from filing_portal.workdays.states import Status, moves


class VersionQuerySet(models.QuerySet):
    def released(self):
        return self.filter(status=Status.RELEASED)

    def prepared(self):
        return self.filter(status=Status.PREPARED)


class Version(models.Model):
    """Reference data with versions: one officer prepares, another releases; what ships with the portal has neither."""

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREPARED)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("released by")
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

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


class Notice(Version):
    """A State Council notice that arranges days. Each one released is a version of the calendar: all up to it."""

    MOVES = moves("notice")

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
    name = models.CharField(_("name"), max_length=40)
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


class Rule(Version):
    """A version of a time limit: how many working days (none: set for each order), from which event, and its source."""

    MOVES = moves("rule")

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
                name="a_rule_has_one_version_a_day",
            ),
            models.CheckConstraint(condition=Q(working_days=None) | Q(working_days__gte=1), name="a_rule_lasts_a_day"),
            models.CheckConstraint(
                condition=Q(is_law=False) | Q(prepared_by=None), name="the_law_is_not_changed_in_the_console"
            ),
        ]
        permissions = [
            ("prepare_rule", "Can prepare and discard versions of time limits"),
            ("release_rule", "Can release versions of time limits that another officer prepared"),
        ]

    def __str__(self) -> str:
        return str(title(self.code))

    @property
    def keeps_told(self) -> bool:
        """Whether a day once told never gets earlier: only the authority's own terms move both ways."""
        return self.binds != self.Binds.AUTHORITY

    def length(self, own: int | None) -> Length:
        """Return the length of a term that runs under this version; `own` is the one an order or a campaign set."""
        return Length(own or self.working_days, self.is_backward, self.keeps_told)


class TermQuerySet(models.QuerySet):
    def open(self):
        return self.filter(met_on=None)


class Term(models.Model):
    """A running clock: what set it off, the versions of calendar and rule, the due day, and the day it was met."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="terms", verbose_name=_("time limit"))
    # The length where an order or a campaign sets its own; none: the rule's.
    working_days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    started_on = models.DateField(_("starts"))
    # Without a foreign key in the database: checking it again for every term that moves is a tenth of a recomputation.
    # No notice is ever deleted: its days stand in the way.
    calendar = models.ForeignKey(
        Notice,
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("calendar up to"),
        db_constraint=False,
    )
    due_on = models.DateField(_("due day"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    # The latest due day that was told to the one it binds: pages and letters tell it from the start.
    told_on = models.DateField(_("due day told"), null=True, blank=True)
    met_on = models.DateField(_("met"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        indexes = [models.Index(fields=["due_on"], name="term_open", condition=Q(met_on=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(due_on=F("started_on")), name="a_term_ends_on_another_day"),
            models.CheckConstraint(condition=Q(working_days=None) | Q(working_days__gte=1), name="a_term_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rule.code} {self.started_on} – {self.due_on}"

    @property
    def events(self) -> Events:
        return Events(self.started_on, self.told_on, self.met_on)

    @property
    def length(self) -> Length:
        """The length with which the term runs; fetch the rule with it."""
        return self.rule.length(self.working_days)


class Recomputation(models.Model):
    """A version was released, so every open term is worked out again, step by step; a step may be taken twice."""

    calendar = models.OneToOneField(
        Notice, models.PROTECT, null=True, blank=True, related_name="recomputation", verbose_name=_("calendar")
    )
    rule = models.OneToOneField(
        Rule, models.PROTECT, null=True, blank=True, related_name="recomputation", verbose_name=_("time limit")
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    open_terms = models.PositiveIntegerField(_("open terms"), default=0)
    done = models.PositiveIntegerField(_("looked at"), default=0)
    moved = models.PositiveIntegerField(_("moved"), default=0)
    # Every open term with an id up to this one is done.
    reached = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("recomputation")
        verbose_name_plural = _("recomputations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(calendar=None) ^ Q(rule=None), name="a_recomputation_follows_one_release"
            ),
        ]

    def __str__(self) -> str:
        return str(self.calendar or self.rule)


class Shift(models.Model):
    """A due day that a recomputation moved: before and after. It waits until the people it concerns are told."""

    # Without foreign keys in the database: checking them is a fifth of what a recomputation costs. The terms are locked
    # while their shifts are written, and nothing deletes a recomputation.
    recomputation = models.ForeignKey(
        Recomputation,
        models.PROTECT,
        related_name="shifts",
        verbose_name=_("recomputation"),
        db_index=False,
        db_constraint=False,
    )
    term = models.ForeignKey(Term, models.CASCADE, related_name="shifts", verbose_name=_("term"), db_constraint=False)
    before_on = models.DateField(_("due before"))
    after_on = models.DateField(_("due after"))
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("moved term")
        verbose_name_plural = _("moved terms")
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], name="shift_untold", condition=Q(told_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["recomputation", "term"], name="a_recomputation_moves_a_term_once"),
            models.CheckConstraint(condition=~Q(before_on=F("after_on")), name="a_shift_moves_the_day"),
        ]

    def __str__(self) -> str:
        return f"{self.before_on} → {self.after_on}"


class Audit(models.Model):
    """A night on which every open term was worked out again by the oracle, apart from the engine."""

    slot = models.DateField(_("night"), unique=True)
    calendar = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name=_("calendar up to"))
    finished_at = models.DateTimeField(_("finished"), default=timezone.now)
    terms = models.PositiveIntegerField(_("terms"))
    differences = models.PositiveIntegerField(_("differences"))
    # The first differing terms: id, due day on record, due day by the oracle.
    examples = models.JSONField(_("examples"), default=list)

    class Meta:
        verbose_name = _("self-audit")
        verbose_name_plural = _("self-audits")
        ordering = ["-slot"]

    def __str__(self) -> str:
        return str(self.slot)


class Feed(models.Model):
    """The secret address under which a person's deadlines can be subscribed to; only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds", verbose_name=_("account"))
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
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


class ScheduleRun(models.Model):
    """A slot of a schedule that was run: a second beat finds it and does nothing."""

    name = models.SlugField(_("schedule"), max_length=40)
    slot = models.CharField(_("slot"), max_length=20)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("schedule run")
        verbose_name_plural = _("schedule runs")
        constraints = [
            models.UniqueConstraint(fields=["name", "slot"], name="a_slot_runs_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")), name="a_run_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"

    def finish(self) -> None:
        self.finished_at = timezone.now()
        self.save(update_fields=["finished_at"])
