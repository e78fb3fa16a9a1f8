"""What ends with editing: a returned filing can be edited until the time for correction is over (T6)."""

from datetime import date

from django.utils.translation import gettext as _

from filing_portal.base import clock
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow as terms
from filings.models import Filing
from filings.states import Status

OPEN_DAY = "portal-open"


def refuse_after_correction_time(filing: Filing, today: date) -> None:
    """Raise NotAllowedNow from the first moment after the time for correction, before the sweep has come by."""
    if correction_time_is_over(filing, today):
        sentence = _("The time for correction is over, so this filing lapses. Start it anew: your answers are kept.")
        raise NotAllowedNow(filing, "submit", sentence)


def correction_time_is_over(filing: Filing, today: date) -> bool:
    """Tell whether a returned filing can no longer be corrected (T6); `today` is the Shanghai day.

    Its last day has passed, no notice can still free it, and the portal was open on that day or a later one: nobody
    loses a day on which they could not submit.
    """
    if filing.status != Status.RETURNED or filing.due_on is None or filing.due_on >= today or filing.term is None:
        return False
    last_day = terms.over_after(filing.term)
    return last_day < today and was_open(last_day, today)


def forget_unsaved(filing: Filing) -> None:
    """Drop what was typed and never saved; the filing is held, and ends. It stays out of the ledger."""
    filing.unsaved = {}
    filing.save(update_fields=["unsaved"])


def was_open(first: date, before: date) -> bool:
    """Tell whether the portal was open on a day from `first` to the one before `before`."""
    slots = [first.isoformat(), before.isoformat()]
    return ScheduleRun.objects.filter(name=OPEN_DAY, slot__gte=slots[0], slot__lt=slots[1]).exists()


def note_open_day() -> None:
    """Record that the portal was open today; idempotent."""
    ScheduleRun.objects.get_or_create(name=OPEN_DAY, slot=clock.today().isoformat())
