"""A running term, and the days that were announced for what set it off."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from filing_portal.terms.models.versions import Limit, Notice
from filing_portal.workdays.engine import Events, Length


class TermQuerySet(models.QuerySet["Term"]):
    """Terms, open or met."""

    def open(self) -> Self:
        """Return the terms that are not met yet."""
        return self.filter(met_on=None)


class Term(models.Model):
    """A term: what set it off, the versions of calendar and limit, the due day, and the day it was met."""

    limit = models.ForeignKey(Limit, models.PROTECT, related_name="terms", verbose_name=_("time limit"))
    # The length where an order or a campaign sets its own; none: the limit's.
    working_days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    started_on = models.DateField(_("starts"))
    # Without a foreign key in the database: checking it again for every term that moves is a tenth of a recomputation.
    # No notice is ever deleted: its days stand in the way.
    counted_by = models.ForeignKey(
        Notice,
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("calendar up to"),
        db_constraint=False,
    )
    due_on = models.DateField(_("due day"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    # The latest due day that was announced to the one it binds: pages and letters show it from the start.
    announced_on = models.DateField(_("due day told"), null=True, blank=True)
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
        return f"{self.limit.code} {self.started_on} – {self.due_on}"

    @property
    def events(self) -> Events:
        """Return what happened to the term, as the engine takes it."""
        return Events(self.started_on, self.announced_on, self.met_on)

    @property
    def length(self) -> Length:
        """Return the length with which the term runs; fetch the limit with it."""
        return self.limit.length(self.working_days)


class Announcement(models.Model):
    """A due day announced for a starting day that has been replaced since: it is kept if that day comes back."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="announcements", verbose_name=_("term"))
    code = models.SlugField(_("time limit"), max_length=20)
    started_on = models.DateField(_("starts"))
    announced_on = models.DateField(_("due day told"))

    class Meta:
        verbose_name = _("day told")
        verbose_name_plural = _("days told")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "code", "started_on"], name="a_day_is_announced_once_for_each_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_on} – {self.announced_on}"
