"""A day's round of reminders: from eight in the morning on, once, with the days that were missed before it."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from django.db import transaction

from filing_portal.base import clock
from filing_portal.schedule.models import ScheduleRun
from filing_portal.schedule.slots import take_slot
from filing_portal.terms.reminders import Left, left, stages
from filing_portal.terms.workflow.versions import calendar
from filing_portal.workdays.calendar import Calendar

OPENS = time(8)


@dataclass(frozen=True)
class Reminders:
    """The reminders of a day: those of the days from `first` to `today`."""

    run: ScheduleRun
    first: date
    today: date
    calendar: Calendar

    @cached_property
    def stages(self) -> dict[date, int]:
        """The due days to remind of, each with its stage."""
        return stages(self.first, self.today, self.calendar)

    def left(self, due_on: date) -> Left:
        return left(due_on, self.today, self.calendar)

    def key(self, term_id: int, due_on: date) -> str:
        """Return what tells a reminder from every other: the term, its due day and the stage it came to."""
        return f"{term_id}.{due_on.isoformat()}.{self.stages[due_on]}"

    def finish(self) -> None:
        self.run.finish()


@transaction.atomic
def open_reminders(name: str) -> Reminders | None:
    """Today's round of this name has begun, or goes on where it was cut short; None before eight and when it is done.

    Inside a transaction of the caller, a second worker waits until that ends.
    """
    today = clock.today()
    if clock.now().astimezone(clock.SHANGHAI).time() < OPENS:
        return None
    run = take_slot(name, today.isoformat())
    if run is None:
        return None
    return Reminders(run, first_missed(name, today), today, calendar())


def first_missed(name: str, today: date) -> date:
    """Return the first day that no finished round has seen, today where there was none before."""
    finished = ScheduleRun.objects.filter(name=name, slot__lt=today.isoformat()).exclude(finished_at=None)
    last = finished.order_by("slot").values_list("slot", flat=True).last()
    return date.fromisoformat(last) + timedelta(days=1) if last else today
