"""Remind providers of terms that end soon.

Once a day, after eight; also for days on which no round was finished.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction

from filing_portal.base import clock
from filing_portal.schedule.models import ScheduleRun
from filing_portal.schedule.slots import take_slot
from filing_portal.terms.days_left import DaysLeft, days_left
from filing_portal.terms.models import TermHolder
from filing_portal.terms.reminders import stages
from filing_portal.terms.workflow.notifying import held, notify
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
        """Return the due days to remind of, each with its stage."""
        return stages(self.first, self.today, self.calendar)

    @property
    def due_days(self) -> list[date]:
        """Return the due days to remind of."""
        return list(self.stages)

    def left(self, due_on: date) -> DaysLeft:
        """Return what is left today of a term that ends on the day."""
        return days_left(due_on, self.today, self.calendar)

    def key(self, term_id: int, due_on: date) -> str:
        """Return what tells a reminder from every other: the term, its due day and the stage it came to."""
        return f"{term_id}.{due_on.isoformat()}.{self.stages[due_on]}"

    def finish(self) -> None:
        """Close today's round: no letter of it is sent again."""
        self.run.finish()


@transaction.atomic
def open_reminders(name: str) -> Reminders | None:
    """Begin today's round of this name, or go on with it; return None before eight and when it is done.

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


def never(row: Any, today: date) -> bool:
    """Return False: it is never too late to act on a row."""
    return False


def remind(name: str, holder: type[TermHolder], *, unless: Callable[[Any, date], bool] = never) -> None:
    """Remind providers of the terms of `holder` that end soon, once a day from eight in the morning on.

    `name` names the round in `ScheduleRun`. `unless` tells whether it is too late to act on a locked row. Idempotent: a
    round that was cut short goes on and sends nothing twice.
    """
    reminders = open_reminders(name)
    if reminders is None:
        return
    ending = holder.objects.to_remind().filter(due_on__in=reminders.due_days)
    for pk in list(ending.values_list("pk", flat=True)):
        remind_of(holder, pk, reminders, unless=unless)
    reminders.finish()


@transaction.atomic
def remind_of(
    holder: type[TermHolder], pk: int, reminders: Reminders, *, unless: Callable[[Any, date], bool] = never
) -> None:
    """Remind the provider of one term; do nothing for a row that went on, is gone or has moved meanwhile."""
    row = held(holder.objects.to_remind().filter(due_on__in=reminders.due_days), pk)
    if row is None or unless(row, reminders.today):
        return
    notify(row.duty.reminder, row, reminders.key(row.term_id, row.due_on), left=reminders.left(row.due_on))
