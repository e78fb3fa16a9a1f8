"""What a calendar program shows of a person's deadlines: an appointment for each open term that concerns them."""

from operator import attrgetter
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filing_portal.accounts.models import User
from filing_portal.base.templatetags.portal import long_day
from filing_portal.feeds.ics import Appointment
from filing_portal.terms import provisional
from filing_portal.terms.limits import title
from filing_portal.terms.models import Term, TermHolder, TermHolderQuerySet, holders
from filing_portal.terms.picture import basis
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.engine import reckon

MOST = 1000
H = TypeVar("H", bound=TermHolder)


def host() -> str:
    """Return the portal's host, which makes the ids of its calendars and appointments unique in the world."""
    return urlsplit(settings.BASE_URL).hostname or ""


def appointments(user: User) -> list[Appointment]:
    """Return the open terms that concern the person, least time left first."""
    found = of_an_officer(user) if user.post else of_a_provider(user)
    return sorted(found, key=attrgetter("day"))[:MOST]


def of_a_provider(user: User) -> list[Appointment]:
    """Return the running terms of the provider that `user` is a member of."""
    found = []
    for holder in holders():
        for row in most_urgent(holder.objects.owned_by(user).in_calendar()):
            found.append(appointment(row, row.duty.summary, row.get_absolute_url()))
    return found


def of_an_officer(user: User) -> list[Appointment]:
    """Return the running terms of the officer's office, as far as their role may see them."""
    found = []
    for holder in holders():
        if user.has_perm(holder.view_permission()):
            for row in most_urgent(holder.objects.within(user.post.office).in_office_calendar()):
                found.append(appointment(row, row.duty.office_summary, row.console_url))
    return found


def most_urgent(rows: TermHolderQuerySet[H]) -> TermHolderQuerySet[H]:
    """Return those of the rows that have least time left, with what an appointment tells of them."""
    return rows.with_duty().by_time_left()[:MOST]


def appointment(row: TermHolder, summary: str, url: str) -> Appointment:
    """Return the term of the row as an appointment; `url` is the page it leads to, without host."""
    return Appointment(
        uid=f"term-{row.term.pk}@{host()}",
        day=row.term.due_on,
        summary=summary,
        description="\n".join(explained(row.term)),
        url=settings.BASE_URL + url,
        is_provisional=row.term.is_provisional,
    )


def explained(term: Term) -> list[str]:
    """Return in sentences how the day came about, when it ends, and whether it can still move."""
    start = date_format(term.started_on)
    facts = {"limit": title(term.limit.code), "n": term.length.working_days, "start": start}
    day = long_day(term.due_on)
    lines = [counted(term) % facts, _("Ends on %(day)s, 24:00 Beijing time.") % {"day": day}, basis(term.limit)]
    return lines + (open_ends(term) if term.is_provisional else [])


def counted(term: Term) -> str:
    """Return the sentence about the days that are counted, with places for `limit`, `n` and `start`."""
    n = term.length.working_days
    if term.length.is_backward:
        return ngettext(
            "%(limit)s: %(n)s working day before %(start)s.", "%(limit)s: %(n)s working days before %(start)s.", n
        )
    return ngettext(
        "%(limit)s: %(n)s working day after %(start)s.", "%(limit)s: %(n)s working days after %(start)s.", n
    )


def open_ends(term: Term) -> list[str]:
    """Say that the holidays are not known yet, and how far the day can still move."""
    span = reckon(term.events, term.length, calendar()).span
    return [provisional.of_that_time(), *provisional.reach(span)]
