"""A term as pages show it: its picture, what is left of it, and what its length rests on."""

from datetime import date

from django.utils.translation import gettext as _

from filing_portal.base import clock
from filing_portal.terms.articles import cite
from filing_portal.terms.days_left import DaysLeft, days_left
from filing_portal.terms.deadline import Deadline, deadline
from filing_portal.terms.duties import NO_ACTION, Action
from filing_portal.terms.models import Limit, Notice, Term, TermHolder
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.engine import Reckoning, reckon


def picture_of(row: TermHolder, today: date, *, with_action: bool = False) -> Deadline | None:
    """Return the picture of the term that the row holds, None without one; fetch the row by `with_duty()`."""
    if not row.term_id:  # a noun may have rows before their term starts
        return None
    return picture(row.term, row.duty.heading, today, row.duty.action if with_action else NO_ACTION)


def picture(term: Term, title: str, today: date, action: Action = NO_ACTION) -> Deadline:
    """Return the running term as its picture; fetch the term together with its limit."""
    reckoning = reckon(term.events, term.length, calendar())
    return pictured(reckoning, today, title=title, basis=basis(term.limit), action=action)


def pictured(
    reckoning: Reckoning,
    today: date,
    *,
    title: str = "",
    basis: str = "",
    action: Action = NO_ACTION,
    is_running: bool = True,
) -> Deadline:
    """Return a term that was worked out as its picture, with the notices that arrange its days: one question."""
    shown = {"title": title, "basis": basis, "notices": notices_behind(reckoning), "action": action}
    return deadline(reckoning, today, is_running=is_running, **shown)


def left_of(row: TermHolder) -> DaysLeft | None:
    """Return what is left today of the term that the row holds; None without one, and once it is met."""
    if row.term is None or row.term.met_on:
        return None
    return days_left(row.due_on, clock.today(), calendar(), row.term.length.working_days)


def notices_behind(reckoning: Reckoning) -> list[Notice]:
    """Return the notices that make days of the term holidays or make-up days, oldest first."""
    codes = {reckoning.calendar.notice(line.date) for line in reckoning.explain()} - {""}
    return list(Notice.objects.filter(code__in=codes)) if codes else []


def basis(limit: Limit) -> str:
    """Say where the length of the term comes from: an article of the Provisions, or policy."""
    if not limit.article:
        return _("This time limit is set by the authority (policy).")
    named = {"articles": cite(limit.article)}
    if limit.is_law:
        return _("Basis: %(articles)s of the Provisions.") % named
    return _("Basis: %(articles)s of the Provisions; the authority sets how long the time is (policy).") % named
