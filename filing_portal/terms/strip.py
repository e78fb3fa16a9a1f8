"""The days of a term as a picture: one strip for up to 45 calendar days, a Monday-to-Sunday grid a month beyond."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filing_portal.base.punctuation import is_english, listed
from filing_portal.workdays.calendar import Kind
from filing_portal.workdays.engine import Reckoning

LONGEST_STRIP = 45  # calendar days
LONGEST_IN_ONE_ROW = 24
LONGEST_OVER = timedelta(days=366)  # a term that ended before that is shown without the days since
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
# In a day's cell there is room for two characters; English has no name as short as that.
IN_A_CELL = {
    "元旦": pgettext_lazy("New Year, short", "Hol."),
    "春节": pgettext_lazy("Spring Festival, short", "Hol."),
    "清明节": pgettext_lazy("Qingming Festival, short", "Hol."),
    "劳动节": pgettext_lazy("Labour Day, short", "Hol."),
    "端午节": pgettext_lazy("Dragon Boat Festival, short", "Hol."),
    "中秋节": pgettext_lazy("Mid-Autumn Festival, short", "Hol."),
    "国庆节": pgettext_lazy("National Day, short", "Hol."),
}
LONGEST_NUMBER_WITH_WORDS = 99  # a cell has room for “Day 99”; beyond, the number stands alone
ANY_HOLIDAY = pgettext_lazy("holiday, short", "Hol.")


@dataclass(frozen=True)
class StripDay:
    """One calendar day of the picture; `n` is its working-day number, None where it does not count.

    `is_backward`: the days are counted back from a planned day. `over` numbers the working days after the due day.
    `is_provisional`: a notice to come can still move the due day.
    """

    date: date
    kind: str  # workday, weekend, holiday or make-up
    name: str
    n: int | None
    is_first: bool
    is_start: bool
    is_today: bool
    is_due: bool
    is_past: bool
    is_backward: bool = False
    is_after: bool = False
    over: int | None = None
    is_provisional: bool = False

    @property
    def counts(self) -> bool:
        return self.n is not None

    @property
    def holiday(self) -> str:
        """Return the name of the holiday in the reader's language, "" where the day has none."""
        return listed(str(HOLIDAYS.get(name, name)) for name in self._names)

    @property
    def short_holiday(self) -> str:
        """Return the holiday's name as short as a cell asks for; of two the first."""
        return str(IN_A_CELL.get(self._names[0], ANY_HOLIDAY) if self._names else ANY_HOLIDAY)

    @property
    def words(self) -> str:
        """Say in words what the day is: “working day 3, make-up working day, today”."""
        return self._what + self._which

    @property
    def mark(self) -> str:
        """Return what stands at the foot of the day's cell, where there is room for a word or a number."""
        if self.is_start:
            return pgettext("planned day, short", "Plan") if self.is_backward else gettext("Start")
        if self.is_due:
            return gettext("Due")
        if self.is_today:
            return gettext("Today")
        if self.n is not None:
            return self._numbered(self.n)
        if self.over is not None:
            return pgettext("working day over, short", "+%(n)s") % {"n": self.over}
        return self.short_holiday if self.kind == Kind.HOLIDAY else pgettext("rest day, short", "Off")

    @property
    def has_make_up_sign(self) -> bool:
        """Return whether the cell bears the sign of a make-up day, which the notices print in Chinese only."""
        return self.kind == Kind.MAKE_UP and not is_english()

    @property
    def opens_month(self) -> bool:
        return self.is_first or self.date.day == 1

    @property
    def css(self) -> str:
        """Return the classes of the day: what it is, and its weekday where a grid begins with it."""
        classes = [f"dow{self.date.isoweekday()}"] if self.opens_month else []
        return " ".join([*classes, *self.looks])

    @property
    def looks(self) -> list[str]:
        """Return the looks of the day, which the key below the picture explains."""
        flags = {
            "start": self.is_start,
            "off": not self.counts and not self.is_start and self.over is None,
            "makeup": self.kind == Kind.MAKE_UP and (self.counts or self.over is not None),
            "due": self.is_due,
            "provisional": self.is_due and self.is_provisional,
            "today": self.is_today and not self.is_due,
            "done": self.is_past and self.counts and not self.is_due,
            "over": self.over is not None and not self.is_today,
        }
        return [name for name, is_set in flags.items() if is_set]

    @property
    def _what(self) -> str:
        if self.is_start:
            return gettext("planned day, not counted") if self.is_backward else gettext("starting day, not counted")
        if self.counts:
            numbered = gettext("working day %(n)s before") if self.is_backward else gettext("working day %(n)s")
            is_made_up = self.kind == Kind.MAKE_UP
            return numbered % {"n": self.n} + (gettext(", make-up working day") if is_made_up else "")
        if self.over is not None:
            return ngettext("%(n)s working day over", "%(n)s working days over", self.over) % {"n": self.over}
        if self.kind == Kind.HOLIDAY:
            return gettext("%(name)s, holiday") % {"name": self.holiday} if self.holiday else gettext("holiday")
        return gettext("weekend")

    @property
    def _which(self) -> str:
        if self.is_due:
            return gettext(", provisional deadline") if self.is_provisional else gettext(", deadline")
        return gettext(", today") if self.is_today else ""

    def _numbered(self, n: int) -> str:
        if self.is_backward:
            return pgettext("working day before, short", "−%(n)s") % {"n": n}
        return str(n) if n > LONGEST_NUMBER_WITH_WORDS else gettext("Day %(n)s") % {"n": n}

    @property
    def _names(self) -> list[str]:
        return [name for name in self.name.split("、") if name]


class Month(NamedTuple):
    """The part of a long term that lies in one month."""

    first: date
    days: list[StripDay]


def strip(reckoning: Reckoning, today: date) -> tuple[StripDay, ...]:
    """Return the days between the starting day and the due day, both shown, by date: also of a backward term."""
    lines = sorted(reckoning.explain())
    return tuple(
        StripDay(
            **line._asdict(),
            is_first=line is lines[0],
            is_start=line.date == reckoning.events.started_on,
            is_today=line.date == today,
            is_due=line.date == reckoning.due_on,
            is_past=line.date < today,
            is_backward=reckoning.length.is_backward,
            is_provisional=reckoning.is_provisional,
        )
        for line in lines
    )


def strip_to_today(reckoning: Reckoning, today: date) -> tuple[StripDay, ...]:
    """Return the same of a term that still runs; when it is over, with the days since, up to and with today."""
    shown = strip(reckoning, today)
    last = shown[-1].date
    if not timedelta(0) < today - last <= LONGEST_OVER:
        return shown
    since = reckoning.calendar.walk(last, today)[1:]
    return shown + tuple(
        StripDay(
            line.date,
            line.kind,
            line.name,
            n=None,
            is_first=False,
            is_start=False,
            is_today=line.date == today,
            is_due=False,
            is_past=line.date < today,
            is_backward=reckoning.length.is_backward,
            is_after=True,
            # After a planned day, which is the last one shown of a backward term, other days are over.
            over=None if reckoning.length.is_backward else line.n,
        )
        for line in since
    )


def months_of(days: Iterable[StripDay]) -> list[Month]:
    """Return the days month by month."""
    groups = groupby(days, key=lambda day: day.date.replace(day=1))
    return [Month(first, list(group)) for first, group in groups]
