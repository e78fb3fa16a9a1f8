"""When letters remind of a due day, and what they say of the time left."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filing_portal.workdays.calendar import Calendar

STAGES = (3, 1, 0)  # working days before the due day


def stage_of(due_on: date, today: date, calendar: Calendar) -> tuple[int, date] | None:
    """Return the latest stage that a term has come to by `today`, and the day it came to it; None before the first."""
    days = ((stage, calendar.back(due_on, stage) if stage else due_on) for stage in STAGES)
    reached = [(stage, day) for stage, day in days if day <= today]
    return reached[-1] if reached else None


def stages(first: date, today: date, calendar: Calendar) -> dict[date, int]:
    """Return each due day that came to its latest stage on a day from `first` to `today`, with this stage.

    A stage between whose day and `today` a later one lies is left out: only the latest is told.
    """
    found = {}
    last = calendar.add(today, max(STAGES))
    for number in range((last - first).days + 1):
        due_on = first + timedelta(days=number)
        reached = stage_of(due_on, today, calendar)
        if reached and reached[1] >= first:
            found[due_on] = reached[0]
    return found


@dataclass(frozen=True)
class Left:
    """The time a term has left on the day of a letter; `working_days` is counted after that day, negative when over."""

    due_on: date
    today: date
    working_days: int

    @property
    def is_over(self) -> bool:
        return self.due_on < self.today

    @property
    def is_today(self) -> bool:
        return self.due_on == self.today

    @property
    def text(self) -> str:
        n = abs(self.working_days)
        if self.is_over:
            return ngettext("%(n)s working day over", "%(n)s working days over", n) % {"n": n}
        if self.is_today:
            return _("today is the last day")
        if not n:  # a day that was told can have become a rest day
            return _("no working day left")
        return ngettext("%(n)s working day left", "%(n)s working days left", n) % {"n": n}


def left(due_on: date, today: date, calendar: Calendar) -> Left:
    """Return the time left of a term that ends on `due_on`."""
    return Left(due_on, today, -calendar.late(due_on, today) or calendar.between(today, due_on))
