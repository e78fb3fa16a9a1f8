"""A deadline as a picture: the calendar days from start to due day, and how many working days are left."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from filing_portal.workdays.calendar import Calendar, Line

SOON = 4  # working days left at which a deadline turns amber
LONGEST_IN_ONE_ROW = 24
# The notices name holidays in Chinese; a day can belong to two of them.
HOLIDAYS = {
    "元旦": _("New Year"),
    "春节": _("Spring Festival"),
    "清明节": _("Qingming Festival"),
    "劳动节": _("Labour Day"),
    "端午节": _("Dragon Boat Festival"),
    "中秋节": _("Mid-Autumn Festival"),
    "国庆节": _("National Day"),
}


@dataclass(frozen=True)
class StripDay:
    """One calendar day of the picture; `n` is its working-day number, None where it does not count."""

    date: date
    kind: str  # workday, weekend, holiday or make-up
    name: str
    n: int | None
    is_start: bool
    is_today: bool
    is_due: bool
    is_past: bool

    @property
    def counts(self) -> bool:
        return self.n is not None

    @property
    def holiday(self) -> str:
        """The name of the holiday in the reader's language, "" where the day has none."""
        return ", ".join(str(HOLIDAYS.get(name, name)) for name in self.name.split("、") if name)

    @property
    def opens_month(self) -> bool:
        return self.is_start or self.date.day == 1

    @property
    def css(self) -> str:
        """Return the classes of the day: what it is, and the column of its weekday, Monday first."""
        classes = [f"dow{self.date.isoweekday()}"] if self.is_start or self.date.isoweekday() == 1 else []
        flags = {
            "start": self.is_start,
            "off": not self.counts and not self.is_start,
            "makeup": self.kind == "make-up" and self.counts,
            "due": self.is_due,
            "today": self.is_today and not self.is_due,
            "done": self.is_past and self.counts and not self.is_due,
        }
        return " ".join(classes + [name for name, is_set in flags.items() if is_set])


@dataclass(frozen=True)
class Deadline:
    """What `_deadline.html` shows. `number_left` counts the working days after today, negative when overdue."""

    title: str
    started_on: date
    due_on: date
    working_days: int
    number_left: int
    today_n: int | None
    is_provisional: bool
    lines: tuple[StripDay, ...]
    basis: str = ""
    action_url: str = ""
    action_label: str = ""

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
    def is_long(self) -> bool:
        return len(self.lines) > LONGEST_IN_ONE_ROW


def strip_day(line: Line, start: date, due: date, today: date) -> StripDay:
    """Return the calendar's `line` as a day of the picture."""
    return StripDay(
        date=line.date,
        kind=line.kind,
        name=line.name,
        n=line.n,
        is_start=line.date == start,
        is_today=line.date == today,
        is_due=line.date == due,
        is_past=line.date < today,
    )


def deadline(
    calendar: Calendar,
    start: date,
    n: int,
    today: date,
    *,
    title: str = "",
    basis: str = "",
    due_on: date | None = None,
    action_url: str = "",
    action_label: str = "",
) -> Deadline:
    """Return the picture of the term of `n` working days after `start`, the starting day not counted.

    `due_on` is the day that was told when it is later than the computed one.
    """
    due = due_on or calendar.add(start, n)
    # One day more than counted, then cut: a day that was told can have become a rest day.
    days = calendar.explain(start, calendar.between(start, due) + 1)
    lines = tuple(strip_day(line, start, due, today) for line in days if line.date <= due)
    return Deadline(
        title=title,
        started_on=start,
        due_on=due,
        working_days=n,
        number_left=-calendar.late(due, today) or calendar.between(today, due),
        today_n=next((line.n for line in lines if line.is_today), None),
        is_provisional=calendar.is_provisional(due),
        lines=lines,
        basis=basis,
        action_url=action_url,
        action_label=action_label,
    )
