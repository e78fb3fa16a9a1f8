"""The working days left of a term, counted once, with every sentence and every colour that shows them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from filing_portal.workdays.calendar import Calendar

SOON = 4  # working days left at which a term turns amber
BAR = 64  # units: the width of the bar in the console


@dataclass(frozen=True)
class DaysLeft:
    """The working days after `today` up to and with `due_on`; `number` is negative when the term is over.

    `working_days` is the length of the whole term, 0 if unknown. A rest day after the due day counts as
    the working day that follows it, so a term that is over is over by at least one.
    """

    due_on: date
    today: date
    number: int
    working_days: int = 0

    @property
    def count(self) -> int:
        """Return `number` without its sign, as sentences name it."""
        return abs(self.number)

    @property
    def is_over(self) -> bool:
        return self.due_on < self.today

    @property
    def is_due_today(self) -> bool:
        return self.due_on == self.today

    @property
    def tone(self) -> str:
        """Return bad (over or due today), warn (four working days or fewer) or ok."""
        if self.is_over or self.is_due_today:
            return "bad"
        return "warn" if self.number <= SOON else "ok"

    @property
    def width(self) -> int:
        """Return how many units of the bar are filled: all when the term is over or due today, else the share passed.

        Of a term of unknown length nothing is filled before that.
        """
        if self.tone == "bad":
            return BAR
        passed = max(self.working_days - self.number, 0)
        return BAR * passed // self.working_days if self.working_days else 0

    @property
    def in_words(self) -> str:
        """Return it as the picture of a term says it, such as “3 working days left after today”."""
        left = ngettext("%(n)s working day left after today", "%(n)s working days left after today", self.count)
        over = ngettext("%(n)s working day over", "%(n)s working days over", self.count)
        return self._said(over=over, today=gettext("Due today"), none=left, left=left)

    @property
    def in_a_sentence(self) -> str:
        """Return it as the bar above a form says it, “3 working days left after today.” with its full stop."""
        left = ngettext("%(n)s working day left after today.", "%(n)s working days left after today.", self.count)
        over = ngettext("%(n)s working day over.", "%(n)s working days over.", self.count)
        return self._said(over=over, today=gettext("Due today."), none=left, left=left)

    @property
    def in_a_letter(self) -> str:
        """Return it as the clause of a letter: “3 working days left”."""
        return self._said(
            over=ngettext("%(n)s working day over", "%(n)s working days over", self.count),
            today=gettext("today is the last day"),
            none=gettext("no working day left"),
            left=ngettext("%(n)s working day left", "%(n)s working days left", self.count),
        )

    @property
    def in_short(self) -> str:
        """Return it as tables and lists say it: “3 working days left”; a day alone is a calendar day in law."""
        return self._said(
            over=ngettext("%(n)s working day over", "%(n)s working days over", self.count),
            today=gettext("Due today"),
            none=gettext("No working day left"),
            left=ngettext("%(n)s working day left", "%(n)s working days left", self.count),
        )

    def _said(self, *, over: str, today: str, none: str, left: str) -> str:
        """Return the sentence that holds; `none` for a due day still to come that has become a rest day."""
        if self.is_over:
            said = over
        elif self.is_due_today:
            said = today
        else:
            said = left if self.number else none
        return said % {"n": self.count}


def days_left(due_on: date, today: date, calendar: Calendar, working_days: int = 0) -> DaysLeft:
    """Count what is left on `today` of a term that ends on `due_on`.

    Raises ValidationError (code `outside_calendar`) for a day outside the calendar.
    """
    number = -calendar.late(due_on, today) or calendar.between(today, due_on)
    return DaysLeft(due_on, today, number, working_days)
