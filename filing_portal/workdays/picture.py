from datetime import date

from django.utils.translation import gettext as _

from filing_portal.workdays.deadline import Deadline, deadline
from filing_portal.workdays.models import Rule, Term
from filing_portal.workdays.workflow import calendar


def picture(term: Term, title: str, today: date, *, action_url: str = "", action_label: str = "") -> Deadline:
    """Return the running term as its picture; fetch the term together with its rule."""
    return deadline(
        calendar(),
        term.started_on,
        term.rule.working_days,
        today,
        title=title,
        basis=basis(term.rule),
        due_on=term.due_on,
        action_url=action_url,
        action_label=action_label,
    )


def basis(rule: Rule) -> str:
    """Say where the length of the term comes from."""
    if not rule.article:
        return _("This time limit is set by the authority.")
    return _("Basis: article %(article)s of the Provisions, and the State Council's holiday notices.") % {
        "article": rule.article
    }
