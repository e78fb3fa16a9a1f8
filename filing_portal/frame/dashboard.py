"""A provider's desk: the most urgent term, what is to be done, and the latest filings."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.terms.days_left import DaysLeft
from filing_portal.terms.deadline import Deadline
from filing_portal.terms.models import TermHolder, holders
from filing_portal.terms.picture import left_of, picture_of
from filings.listing import with_numbers
from filings.models import Filing

LATEST = 10
MOST_TODO = 20


@dataclass(frozen=True)
class Todo:
    """A line of the list of things to do: the page where it is done and, once the day is known, the time left."""

    row: TermHolder

    @property
    def title(self) -> str:
        return self.row.duty.title

    @property
    def hint(self) -> str:
        return self.row.duty.hint

    @property
    def url(self) -> str:
        return self.row.duty.action.url

    @property
    def due_on(self) -> date:
        return self.row.due_on or date.max

    @property
    def by_day(self) -> str:
        """Return by which day it is to be done, or was, in short."""
        sentence = _("was due %(day)s") if self.row.is_over else _("by %(day)s")
        return sentence % {"day": date_format(self.due_on, "MONTH_DAY_FORMAT")}

    @property
    def left(self) -> DaysLeft | None:
        return left_of(self.row)


def dashboard_of(user: User) -> dict[str, Any]:
    """Return what the dashboard of a provider's member shows."""
    todo = to_do(user)
    return {
        "rows": with_numbers(list(Filing.objects.owned_by(user)[:LATEST])),
        "todo": todo,
        "deadline": most_urgent(todo),
    }


def to_do(user: User) -> list[Todo]:
    """Return what waits for the provider, least time left first; a draft without a start day stands last."""
    found = []
    for holder in holders():
        rows = holder.objects.owned_by(user).to_do().with_duty().by_time_left()
        found += [Todo(row) for row in rows[:MOST_TODO]]
    return sorted(found, key=attrgetter("due_on"))[:MOST_TODO]


def most_urgent(todo: list[Todo]) -> Deadline | None:
    """Return the picture of the term that ends first."""
    return picture_of(todo[0].row, clock.today(), with_action=True) if todo else None
