from datetime import date

from django.utils.translation import gettext as _

from filing_portal.terms.articles import cite
from filing_portal.terms.deadline import Deadline, deadline
from filing_portal.terms.models import Limit, Notice, Term
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.engine import Reckoning, reckon


def picture(term: Term, title: str, today: date, *, action_url: str = "", action_label: str = "") -> Deadline:
    """Return the running term as its picture; fetch the term together with its limit."""
    return pictured(
        reckon(term.events, term.length, calendar()),
        today,
        title=title,
        basis=basis(term.limit),
        action_url=action_url,
        action_label=action_label,
    )


def pictured(reckoning: Reckoning, today: date, **shown: str) -> Deadline:
    """Return a term that was worked out as its picture, with the notices that arrange its days: one question."""
    return deadline(reckoning, today, notices=notices_behind(reckoning), **shown)


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
