"""A deadline as people see it: how many working days are left, until when, its days, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filing_portal.terms.strip import LONGEST_IN_ONE_ROW, LONGEST_STRIP, Month, StripDay, months_of, strip
from filing_portal.workdays.calendar import Span
from filing_portal.workdays.engine import Reckoning

SOON = 4  # working days left at which a deadline turns amber


@dataclass(frozen=True)
class Deadline:
    """What `_deadline.html` shows. `number_left` counts the working days after today, negative when overdue.

    `lines` go by date; `span` is None unless a notice to come can still move the day. `notices` are those that
    arrange days of the term.
    """

    reckoning: Reckoning
    lines: tuple[StripDay, ...]
    number_left: int
    span: Span | None
    title: str = ""
    basis: str = ""
    notices: Sequence[Any] = ()
    action_url: str = ""
    action_label: str = ""

    @property
    def started_on(self) -> date:
        return self.reckoning.events.started_on

    @property
    def due_on(self) -> date:
        return self.reckoning.due_on

    @property
    def computed_on(self) -> date:
        return self.reckoning.computed_on

    @property
    def is_kept(self) -> bool:
        """Whether a day that was told holds although the calendar gives an earlier one."""
        return self.due_on != self.computed_on

    @property
    def working_days(self) -> int:
        return self.reckoning.length.working_days

    @property
    def is_backward(self) -> bool:
        return self.reckoning.length.is_backward

    @property
    def version(self) -> str:
        return self.reckoning.calendar.version

    @property
    def is_provisional(self) -> bool:
        return self.span is not None

    @property
    def unpublished(self) -> str:
        """The years whose holidays are not known yet, as far as the term can reach into them: 2027, or 2027–2028."""
        first = self.reckoning.calendar.last_year + 1
        last = max(first, self.started_on.year, self.span.latest.year if self.span else first)
        return str(first) if last == first else f"{first}–{last}"

    @property
    def today_n(self) -> int | None:
        """The number of the working day that today is, None where it has none."""
        return next((line.n for line in self.lines if line.is_today), None)

    @property
    def is_overdue(self) -> bool:
        return self.number_left < 0

    @property
    def days_over(self) -> int:
        return -self.number_left

    @property
    def is_due_today(self) -> bool:
        return any(line.is_today and line.is_due for line in self.lines)

    @property
    def tone(self) -> str:
        """Return late (overdue or due today), soon (four working days or fewer) or calm."""
        if self.is_overdue or self.is_due_today:
            return "late"
        return "soon" if self.number_left <= SOON else "calm"

    @property
    def layout(self) -> str:
        """Return row, rows (of weeks) or months: how wide pages lay out the days."""
        if len(self.lines) > LONGEST_STRIP:
            return "months"
        return "row" if len(self.lines) <= LONGEST_IN_ONE_ROW else "rows"

    @property
    def months(self) -> list[Month]:
        return months_of(self.lines)

    @property
    def in_order_of_counting(self) -> tuple[StripDay, ...]:
        return self.lines[::-1] if self.is_backward else self.lines


def deadline(reckoning: Reckoning, today: date, **shown: Any) -> Deadline:
    """Return the term as people see it on the day; `shown` are title, basis, notices and the way to act.

    Raises ValidationError (code `outside_calendar`) where the term can reach beyond the calendar.
    """
    calendar, due = reckoning.calendar, reckoning.due_on
    return Deadline(
        reckoning,
        strip(reckoning, today),
        number_left=-calendar.late(due, today) or calendar.between(today, due),
        span=reckoning.span if reckoning.is_provisional else None,
        **shown,
    )
