"""Periodic work on filings: lapse, remind, notify of moved days."""

from filing_portal.base import clock
from filing_portal.schedule.beat import daily, sweep
from filing_portal.terms import workflow as terms
from filings import workflow
from filings.models import Filing


@daily
def lapse_uncorrected() -> None:
    """Lapse every returned filing whose time for correction is over (T6)."""
    workflow.note_open_day()
    for filing_id in list(Filing.objects.past_correction(clock.today()).values_list("pk", flat=True)):
        workflow.lapse(filing_id)


@daily
def remind() -> None:
    """Remind providers of what they have to file or correct, once a day from eight in the morning on."""
    terms.remind("reminders-filings", Filing, unless=workflow.correction_time_is_over)


@sweep
def notify_moved() -> None:
    """Send providers the due days of their filings that a release has moved."""
    terms.notify_moved(Filing)
