from filing_portal.base import clock
from filing_portal.schedule.beat import daily, sweep
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow as terms
from inspections import telling, workflow
from inspections.models import Inspection
from inspections.states import Status

BATCH = 200


@daily
def open_due() -> None:
    """Open today's inspections; a missed day is caught up, since what is due stays due until it is opened."""
    today = clock.today()
    run, _ = ScheduleRun.objects.get_or_create(name="open-inspections", slot=today.isoformat())
    for entry_id in list(workflow.due_entries(today).values_list("pk", flat=True)):
        workflow.open_inspection(entry_id, today)
    run.finish()


@daily
def mark_overdue() -> None:
    """Every inspection left unanswered after its last day is overdue, and none whose last day is still to come."""
    for inspection_id in list(Inspection.objects.fallen_due(clock.today()).values_list("pk", flat=True)):
        workflow.fall_due(inspection_id)
    for inspection_id in list(Inspection.objects.overdue_too_early(clock.today()).values_list("pk", flat=True)):
        workflow.fall_back(inspection_id)


@daily
def remind() -> None:
    """Remind providers of the inspections they have to answer, once a day from eight in the morning on."""
    reminders = terms.open_reminders("reminders-inspections")
    if reminders is None:
        return
    ending = Inspection.objects.filter(status=Status.OPEN, due_on__in=list(reminders.stages))
    for inspection_id in list(ending.values_list("pk", flat=True)):
        workflow.remind(inspection_id, reminders)
    reminders.finish()


@sweep
def tell_moved() -> None:
    """Tell providers of the due days of their inspections that a release has moved, and officers once for each one."""
    for inspection_id in terms.holders_to_tell(Inspection.objects.all(), BATCH):
        workflow.tell_moved(inspection_id)
    for recomputation_id in terms.untold_runs(telling.MOVED):
        telling.tell_moved(recomputation_id)
