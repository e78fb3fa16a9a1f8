"""A deadline as people see it: how many working days are left, until when, its days, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filing_portal.base.punctuation import joined
from filing_portal.base.templatetags.portal import long_day
from filing_portal.terms import provisional
from filing_portal.terms.days_left import DaysLeft, days_left
from filing_portal.terms.duties import NO_ACTION, Action
from filing_portal.terms.strip import (
    LONGEST_IN_ONE_ROW,
    LONGEST_STRIP,
    Month,
    StripDay,
    months_of,
    strip,
    strip_to_today,
)
from filing_portal.workdays.calendar import Span
from filing_portal.workdays.engine import Reckoning


@dataclass(frozen=True)
class Deadline:
    """What `_deadline.html` shows.

    `lines` go by date; `span` is None unless a notice to come can still move the day. `notices` are those that
    arrange days of the term.
    """

    reckoning: Reckoning
    lines: tuple[StripDay, ...]
    left: DaysLeft
    span: Span | None
    title: str = ""
    basis: str = ""
    notices: Sequence[Any] = ()
    action: Action = NO_ACTION

    @property
    def started_on(self) -> date:
        return self.reckoning.events.started_on

    @property
    def due_on(self) -> date:
        return self.reckoning.due_on

    @property
    def is_kept(self) -> bool:
        """Return whether an announced day holds although the calendar gives an earlier one."""
        return self.due_on != self.reckoning.computed_on

    @property
    def working_days(self) -> int:
        return self.reckoning.length.working_days

    @property
    def is_backward(self) -> bool:
        return self.reckoning.length.is_backward

    @property
    def is_provisional(self) -> bool:
        return self.span is not None

    @property
    def unpublished(self) -> str:
        """Return the years whose holidays are not known yet, as far as the term can reach: 2027, or 2027–2028."""
        first = self.reckoning.calendar.last_year + 1
        last = max(first, self.started_on.year, self.span.latest.year if self.span else first)
        return str(first) if last == first else f"{first}–{last}"

    @property
    def today_n(self) -> int | None:
        """Return the number of the working day that today is, None where it has none."""
        return next((line.n for line in self.lines if line.is_today), None)

    @property
    def until(self) -> str:
        """Say until when the term runs, which of its days today is, and whether the day is kept or can still move."""
        day = {"day": long_day(self.due_on)}
        ended, ends = _("Overdue: the time ended on %(day)s, 24:00."), _("Deadline: %(day)s, 24:00.")
        said = [(ended if self.left.is_over else ends) % day]
        if self.today_n and not self.is_backward:
            said.append(_("Today is working day %(n)s.") % {"n": self.today_n})
        if self.is_kept:
            days = {"told": long_day(self.due_on), "computed": long_day(self.reckoning.computed_on)}
            said.append(_("You were told %(told)s; it holds although the calendar now gives %(computed)s.") % days)
        return joined([*said, *self._still_moving()])

    @property
    def asked(self) -> str:
        """Say what the calculator counts, below the limit it counts by: 10 working days from that day."""
        n = self.working_days
        if self.is_backward:
            said = ngettext("%(n)s working day back from %(day)s", "%(n)s working days back from %(day)s", n)
        else:
            said = ngettext("%(n)s working day from %(day)s", "%(n)s working days from %(day)s", n)
        title = [_("%(title)s:") % {"title": self.title}] if self.title else []
        return joined([*title, said % {"n": n, "day": long_day(self.started_on)}])

    @property
    def worked_out(self) -> str:
        """Say to the reader of the calculator what the day means."""
        if self.is_backward:
            said = [_("This is the last lawful day: what is done before its end is in time.")]
        else:
            said = [_("What is done before the end of this day, Beijing time, is in time.")]
        if self.left.is_over:
            said.append(_("This day has passed."))
        return joined([*said, *self._still_moving()])

    @property
    def how(self) -> str:
        """Say how the day comes about: what is counted, which way, and where the length comes from."""
        facts = {"n": self.working_days, "start": long_day(self.started_on)}
        if self.is_backward:
            said = ngettext(
                "%(n)s working day back from %(start)s; that day itself is not counted. The term ends at 24:00 of the "
                "last lawful day, Beijing time.",
                "%(n)s working days back from %(start)s; that day itself is not counted. The term ends at 24:00 of the "
                "last lawful day, Beijing time.",
                self.working_days,
            )
        else:
            said = ngettext(
                "%(n)s working day from %(start)s; that day itself is not counted. The term ends at 24:00 of its last "
                "day, Beijing time.",
                "%(n)s working days from %(start)s; that day itself is not counted. The term ends at 24:00 of its last "
                "day, Beijing time.",
                self.working_days,
            )
        rest = _("Weekends and holidays are not counted; make-up working days are.")
        return joined([said % facts, rest, *([self.basis] if self.basis else [])])

    @property
    def counted_by(self) -> str:
        """Say by which version of the calendar the days are counted, and whether a notice arranges one of them."""
        version = {"version": self.reckoning.calendar.version}
        said = [_("Counted by version %(version)s of the calendar of working days.") % version]
        if self.notices:
            said.append(_("Holidays and make-up working days of this term are those of:"))
        elif not self.is_provisional:
            said.append(_("No holiday notice arranges a day of this term."))
        return joined(said)

    @property
    def not_known_yet(self) -> str:
        """Say that the holidays are not published yet and what is counted until then; "" where all are known."""
        if not self.is_provisional:
            return ""
        return joined([provisional.unpublished(self.unpublished), provisional.until_then()])

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
        counted = tuple(line for line in self.lines if not line.is_after)
        return counted[::-1] if self.is_backward else counted

    @property
    def key(self) -> list[tuple[str, str]]:
        """Return the looks that days of this picture have, each with what it means."""
        looks = {look for line in self.lines for look in line.looks or ["ahead"]}
        due = ("due provisional", _("Provisional deadline")) if self.is_provisional else ("due", _("Deadline"))
        meanings = [
            ("done", _("Working day passed")),
            ("today", _("Today")),
            ("ahead", _("Working day ahead")),
            ("makeup", _("Make-up working day")),
            ("off", _("Weekend or holiday, not counted")),
            due,
            ("over", _("Working day over")),
        ]
        return [(look, meaning) for look, meaning in meanings if look.split()[0] in looks]

    def _still_moving(self) -> list[str]:
        return [provisional.unpublished(self.unpublished), *provisional.reach(self.span)] if self.span else []


def deadline(reckoning: Reckoning, today: date, *, is_running: bool = True, **shown: Any) -> Deadline:
    """Return the term as people see it on the day; `shown` are title, basis, notices and the way to act.

    The picture of one that is running and over reaches today.

    Raises ValidationError (code `outside_calendar`) where the term can reach beyond the calendar.
    """
    return Deadline(
        reckoning,
        strip_to_today(reckoning, today) if is_running and not reckoning.events.met_on else strip(reckoning, today),
        days_left(reckoning.due_on, today, reckoning.calendar, reckoning.length.working_days),
        reckoning.span if reckoning.is_provisional else None,
        **shown,
    )
