from celery import shared_task

from filing_portal.workdays import clock
from filings import workflow
from filings.models import Filing


@shared_task
def lapse_uncorrected() -> None:
    """Every returned filing whose time for correction is over lapses (T6)."""
    workflow.note_open_day()
    for filing_id in list(Filing.objects.past_correction(clock.today()).values_list("pk", flat=True)):
        workflow.lapse(filing_id)
