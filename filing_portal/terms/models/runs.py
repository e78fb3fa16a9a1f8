"""What is done with all terms at once: recomputations with what they moved, and the nightly audits."""

from typing import cast

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.terms.models.terms import Term
from filing_portal.terms.models.versions import Limit, Notice


class Recomputation(models.Model):
    """The work on every open term after the release of a version, step by step; a step may be taken twice."""

    notice = models.OneToOneField(
        Notice, models.PROTECT, null=True, blank=True, related_name="recomputation", verbose_name=_("calendar")
    )
    limit = models.OneToOneField(
        Limit, models.PROTECT, null=True, blank=True, related_name="recomputation", verbose_name=_("time limit")
    )
    asked_at = models.DateTimeField(_("asked for"), default=clock.now)
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
                condition=Q(notice=None) ^ Q(limit=None), name="a_recomputation_follows_one_release"
            ),
        ]

    def __str__(self) -> str:
        return str(self.released)

    @property
    def released(self) -> Notice | Limit:
        """Return the version whose release made this recomputation. A constraint keeps it to exactly one."""
        return cast("Notice | Limit", self.notice or self.limit)

    @property
    def outcome(self) -> str:
        """Say to officers how many due days it has moved, or that it still runs."""
        if self.finished_at is None:
            return gettext("Every open term is being worked out again.")
        sentence = ngettext(
            "Every open term was worked out again: %(n)s due day has moved.",
            "Every open term was worked out again: %(n)s due days have moved.",
            self.moved,
        )
        return sentence % {"n": self.moved}

    @property
    def reason(self) -> str:
        """Say to those whose days moved what was released."""
        version = self.released
        if isinstance(version, Notice) and version.released_by_id is None:  # it ships with the portal: see migration 3
            return gettext(
                "Reason: public holidays that fall on a Saturday or Sunday are now made up in days that no notice "
                "arranges yet (article 6 of the Regulation on Public Holidays)."
            )
        if isinstance(version, Notice):
            sentence = gettext(
                "Reason: the State Council has published “%(title)s”, which changes which days are worked."
            )
            return sentence % {"title": version.title}
        n = version.length(None).working_days
        sentence = ngettext(
            "Reason: from %(day)s on, the time limit “%(limit)s” is %(n)s working day, also for what is already "
            "running.",
            "Reason: from %(day)s on, the time limit “%(limit)s” is %(n)s working days, also for what is already "
            "running.",
            n,
        )
        return sentence % {"day": date_format(version.valid_from, "DATE_FORMAT"), "limit": version, "n": n}


class Shift(models.Model):
    """A due day that a recomputation moved: before and after. It waits until the people it concerns are notified."""

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
    notified_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("moved term")
        verbose_name_plural = _("moved terms")
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], name="shift_unnotified", condition=Q(notified_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["recomputation", "term"], name="a_recomputation_moves_a_term_once"),
            models.CheckConstraint(condition=~Q(before_on=F("after_on")), name="a_shift_moves_the_day"),
        ]

    def __str__(self) -> str:
        return f"{self.before_on} → {self.after_on}"


class Audit(models.Model):
    """A night on which every open term was worked out again by the oracle, apart from the engine."""

    slot = models.DateField(_("night"), unique=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name=_("calendar up to"))
    finished_at = models.DateTimeField(_("finished"), default=clock.now)
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
