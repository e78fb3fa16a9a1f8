from celery import shared_task

from filing_portal.workdays import clock
from filing_portal.workdays.models import ScheduleRun
from inspections import workflow
from inspections.models import Inspection


@shared_task
def open_due() -> None:
    """Open today's inspections; a missed day is caught up, since what is due stays due until it is opened."""
    today = clock.today()
    run, _ = ScheduleRun.objects.get_or_create(name="open-inspections", slot=today.isoformat())
    for entry_id in list(workflow.due_entries(today).values_list("pk", flat=True)):
        workflow.open_inspection(entry_id, today)
    run.finish()


@shared_task
def mark_overdue() -> None:
    """Every inspection left unanswered after its last day is overdue."""
    for inspection_id in list(Inspection.objects.fallen_due(clock.today()).values_list("pk", flat=True)):
        workflow.fall_due(inspection_id)
