"""Start, meet, release, recompute, audit and write about terms: the verbs of this room."""

from filing_portal.terms.workflow.auditing import audit
from filing_portal.terms.workflow.effects import effect
from filing_portal.terms.workflow.notifying import notify_moved, notify_moved_of
from filing_portal.terms.workflow.office_letters import (
    OfficeLetter,
    notify_offices_of_moves,
    notify_offices_of_run,
    remind_offices,
)
from filing_portal.terms.workflow.recomputing import recompute
from filing_portal.terms.workflow.releases import (
    bring_into_force,
    discard_limit,
    discard_notice,
    prepare_limit,
    prepare_notice,
    refuse_change,
    release_limit,
    release_notice,
)
from filing_portal.terms.workflow.reminding import Reminders, open_reminders, remind, remind_of
from filing_portal.terms.workflow.shifts import pass_over_met
from filing_portal.terms.workflow.terms import announced_for, late_by, meet, over_after, restart, start
from filing_portal.terms.workflow.versions import calendar, calendar_with, hold_version_alone, one_calendar

__all__ = [
    "OfficeLetter",
    "Reminders",
    "announced_for",
    "audit",
    "bring_into_force",
    "calendar",
    "calendar_with",
    "discard_limit",
    "discard_notice",
    "effect",
    "hold_version_alone",
    "late_by",
    "meet",
    "notify_moved",
    "notify_moved_of",
    "notify_offices_of_moves",
    "notify_offices_of_run",
    "one_calendar",
    "open_reminders",
    "over_after",
    "pass_over_met",
    "prepare_limit",
    "prepare_notice",
    "recompute",
    "refuse_change",
    "release_limit",
    "release_notice",
    "remind",
    "remind_of",
    "remind_offices",
    "restart",
    "start",
]
