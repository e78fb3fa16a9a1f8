"""Periodic work on inspections: open, mark as overdue, remind, notify of moved days."""

from filing_portal.base import clock
from filing_portal.schedule.beat import daily, sweep
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow as terms
from inspections import workflow
from inspections.models import Inspection
from inspections.states import JUDGE

INSPECTIONS = terms.OfficeLetter("inspections", permission=JUDGE)


@daily
def open_due() -> None:
    """Open today's inspections; idempotent. A missed day is caught up: an entry is due until it is inspected."""
    today = clock.today()
    run, _ = ScheduleRun.objects.get_or_create(name="open-inspections", slot=today.isoformat())
    for entry_id in list(workflow.due_entries(today).values_list("pk", flat=True)):
        workflow.open_inspection(entry_id, today)
    run.finish()


@daily
def mark_overdue() -> None:
    """Mark what was left unanswered after its last day as overdue, and take that back where the day has moved on."""
    for inspection_id in list(Inspection.objects.fallen_due(clock.today()).values_list("pk", flat=True)):
        workflow.fall_due(inspection_id)
    for inspection_id in list(Inspection.objects.overdue_too_early(clock.today()).values_list("pk", flat=True)):
        workflow.fall_back(inspection_id)


@daily
def remind() -> None:
    """Remind providers of the inspections they have to answer, once a day from eight in the morning on."""
    terms.remind("reminders-inspections", Inspection)


@sweep
def notify_moved() -> None:
    """Send providers the due days of their inspections that a release has moved, and officers once for each one."""
    terms.notify_moved(Inspection)
    terms.notify_offices_of_moves(INSPECTIONS, "inspections_moved", Inspection.objects.unanswered().with_duty())
