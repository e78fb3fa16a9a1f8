"""How much of a term is left, as the console's lists show it: a bar and a few words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, npgettext, pgettext

from filing_portal.terms.deadline import SOON
from filing_portal.workdays.calendar import Calendar

BAR = 64


@dataclass(frozen=True)
class TimeLeft:
    """Working days left after today, or over; `working_days` is the length of the term."""

    due_on: date
    working_days: int
    number_left: int
    days_over: int
    is_due_today: bool

    @property
    def tone(self) -> str:
        """Return bad (overdue or due today), warn (four working days or fewer) or ok."""
        if self.days_over or self.is_due_today:
            return "bad"
        return "warn" if self.number_left <= SOON else "ok"

    @property
    def width(self) -> int:
        """Return how much of the bar is used up."""
        passed = max(self.working_days - self.number_left, 0)
        return BAR if self.tone == "bad" else BAR * passed // self.working_days

    @property
    def text(self) -> str:
        if self.days_over:
            return npgettext("working days", "%(n)s over", "%(n)s over", self.days_over) % {"n": self.days_over}
        if self.is_due_today:
            return pgettext("working days", "Due today")
        if not self.number_left:
            return gettext("No working day left")
        return npgettext("working days", "%(n)s left", "%(n)s left", self.number_left) % {"n": self.number_left}


def time_left(calendar: Calendar, due_on: date, today: date, working_days: int) -> TimeLeft:
    """Return what is left of a term of `working_days` that ends on `due_on`; a rest day after it is a day over."""
    return TimeLeft(
        due_on=due_on,
        working_days=working_days,
        number_left=max(calendar.between(today, due_on), 0),
        days_over=calendar.late(due_on, today),
        is_due_today=due_on == today,
    )
