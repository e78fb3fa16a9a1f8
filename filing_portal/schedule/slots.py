"""The slots of a schedule: each is a row, so that a second beat or a restart never doubles a run."""

from filing_portal.base.locks import for_update
from filing_portal.schedule.models import ScheduleRun


def take_slot(name: str, slot: str) -> ScheduleRun | None:
    """Return the run of the slot, held until the transaction ends; None when it was finished before."""
    run, _is_new = ScheduleRun.objects.get_or_create(name=name, slot=slot)
    run = for_update(ScheduleRun.objects.filter(pk=run.pk)).get()
    return None if run.finished_at else run


def finished_slots(name: str) -> set[str]:
    """Return every slot of this schedule that was finished."""
    return set(ScheduleRun.objects.filter(name=name).exclude(finished_at=None).values_list("slot", flat=True))
