"""The runs of the schedules."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock


class ScheduleRun(models.Model):
    """A slot of a schedule that was run: a second beat finds it and does nothing."""

    name = models.SlugField(_("schedule"), max_length=40)
    slot = models.CharField(_("slot"), max_length=20)
    started_at = models.DateTimeField(_("started"), default=clock.now)
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
        """Mark the slot as done: `take_slot` passes it by from now on."""
        self.finished_at = clock.now()
        self.save(update_fields=["finished_at"])
