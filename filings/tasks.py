from filing_portal.base import clock
from filing_portal.schedule.beat import daily, sweep
from filing_portal.terms import workflow as terms
from filings import workflow
from filings.models import Filing
from filings.states import EDITABLE

BATCH = 200


@daily
def lapse_uncorrected() -> None:
    """Every returned filing whose time for correction is over lapses (T6)."""
    workflow.note_open_day()
    for filing_id in list(Filing.objects.past_correction(clock.today()).values_list("pk", flat=True)):
        workflow.lapse(filing_id)


@daily
def remind() -> None:
    """Remind providers of what they have to file or correct, once a day from eight in the morning on."""
    reminders = terms.open_reminders("reminders-filings")
    if reminders is None:
        return
    ending = Filing.objects.filter(status__in=EDITABLE, due_on__in=list(reminders.stages))
    for filing_id in list(ending.values_list("pk", flat=True)):
        workflow.remind(filing_id, reminders)
    reminders.finish()


@sweep
def tell_moved() -> None:
    """Tell providers of the due days of their filings that a release has moved."""
    for filing_id in terms.holders_to_tell(Filing.objects.all(), BATCH):
        workflow.tell_moved(filing_id)
