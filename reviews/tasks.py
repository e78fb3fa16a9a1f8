"""Periodic letters to reviewers about the cases of their office: what ends soon, what was moved."""

from filing_portal.schedule.beat import daily, sweep
from filing_portal.terms import workflow as terms
from filings.models import Filing
from filings.states import REVIEW, Status

CASES = terms.OfficeLetter("cases", permission=REVIEW)
# Also given back for correction: the office waits for what comes back.
AT_THE_OFFICE = (Status.SUBMITTED, Status.RETURNED)
NAMED = ("province", "reference", "service_name", "due_on")


@daily
def remind() -> None:
    """Send reviewers the cases that end soon, once a day from eight in the morning on."""
    terms.remind_offices(CASES, "cases_due", Filing.objects.awaiting_review().only(*NAMED), "?show=due")


@sweep
def notify_moved() -> None:
    """Send reviewers which of their cases have new due days, once for each recomputation."""
    cases = Filing.objects.filter(status__in=AT_THE_OFFICE).only(*NAMED)
    terms.notify_offices_of_moves(CASES, "cases_moved", cases)
