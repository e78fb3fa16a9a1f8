"""A provider's desk: the most urgent term, what is to be done, and the latest filings."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.terms.deadline import Deadline
from filing_portal.terms.models import Term
from filing_portal.terms.picture import picture
from filing_portal.terms.time_left import TimeLeft, time_left
from filing_portal.terms.workflow import calendar
from filings import reading
from filings.models import Filing
from filings.states import EDITABLE, Status
from inspections.models import Inspection

LATEST = 10
MOST_TODO = 20


@dataclass(frozen=True)
class Todo:
    """Something the provider has to do, with its page and, once the day is known, the time left for it."""

    title: str
    hint: str
    url: str
    term: Term | None
    deadline_title: str
    action: str

    @property
    def due_on(self) -> date:
        return self.term.due_on if self.term else date.max

    @property
    def left(self) -> TimeLeft | None:
        if self.term is None:
            return None
        return time_left(calendar(), self.term.due_on, clock.today(), self.term.length.working_days)


def dashboard_of(user: User) -> dict[str, Any]:
    """Return what the dashboard of a provider's member shows."""
    todo = to_do(user)
    return {
        "filings": Filing.objects.owned_by(user)[:LATEST],
        "todo": todo,
        "deadline": most_urgent(todo),
    }


def to_do(user: User) -> list[Todo]:
    """Return what waits for the provider, least time left first; a draft without a start day stands last."""
    filings = Filing.objects.owned_by(user).filter(status__in=EDITABLE).select_related("term__limit")
    inspections = Inspection.objects.owned_by(user).unanswered().select_related("entry", "term__limit")
    found = [filing_todo(filing) for filing in filings.order_by("due_on", "pk")[:MOST_TODO]]
    found += [inspection_todo(inspection) for inspection in inspections.order_by("due_on", "pk")[:MOST_TODO]]
    return sorted(found, key=attrgetter("due_on"))[:MOST_TODO]


def filing_todo(filing: Filing) -> Todo:
    url, label = reading.action(filing)
    name = filing.service_name or _("New filing")
    title = _("Correct “%(service)s”") if filing.status == Status.RETURNED else _("Complete and submit “%(service)s”")
    hint = filing.reference or _("Draft")
    return Todo(title % {"service": name}, hint, url, filing.term, reading.term_title(filing), label)


def inspection_todo(inspection: Inspection) -> Todo:
    name = inspection.entry.service_name
    return Todo(
        _("Answer the inspection of “%(service)s”") % {"service": name},
        inspection.entry.full_number,
        inspection.get_absolute_url(),
        inspection.term,
        _("%(service)s: time to answer") % {"service": name},
        _("Answer"),
    )


def most_urgent(todo: list[Todo]) -> Deadline | None:
    """Return the picture of the term that ends first."""
    first = todo[0] if todo else None
    if first is None or first.term is None:
        return None
    return picture(first.term, first.deadline_title, clock.today(), action_url=first.url, action_label=first.action)
