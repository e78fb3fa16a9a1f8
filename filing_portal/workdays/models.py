from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """A State Council notice that arranges the days of one year."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=120)
    published_on = models.DateField(_("published"))
    address = models.URLField(_("address"))

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["published_on"]

    def __str__(self) -> str:
        return self.title


class Day(models.Model):
    """A day that is not what its weekday says: a holiday, or a weekend day that is worked."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        MAKE_UP = "make-up", _("Make-up working day")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name = models.CharField(_("name"), max_length=40)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="days", verbose_name=_("notice"))

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Rule(models.Model):
    """A time limit: how many working days (none: set for each order), the article behind it, and from when on."""

    code = models.SlugField(_("code"), max_length=20)
    working_days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    article = models.CharField(_("article"), max_length=60, blank=True)
    is_law = models.BooleanField(_("set by law"))
    valid_from = models.DateField(_("valid from"))

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="a_rule_has_one_version_a_day"),
            models.CheckConstraint(condition=Q(working_days=None) | Q(working_days__gte=1), name="a_rule_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.working_days}"


class Term(models.Model):
    """A running clock: what started it, under which calendar, the due day, and the day it was met."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="terms", verbose_name=_("time limit"))
    started_on = models.DateField(_("starts"))
    calendar = models.ForeignKey(
        Notice, models.PROTECT, to_field="code", related_name="+", verbose_name=_("calendar up to")
    )
    due_on = models.DateField(_("due day"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    told_on = models.DateField(_("due day told"), null=True, blank=True)
    met_on = models.DateField(_("met"), null=True, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        indexes = [models.Index(fields=["due_on"], name="term_open", condition=Q(met_on=None))]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("started_on")), name="a_term_ends_after_its_start"),
        ]

    def __str__(self) -> str:
        return f"{self.rule.code} {self.started_on} – {self.due_on}"


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
