from filing_portal.terms.workflow.auditing import audit
from filing_portal.terms.workflow.effects import effect
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
from filing_portal.terms.workflow.reminding import Reminders, open_reminders
from filing_portal.terms.workflow.shifts import Moved, holders_to_tell, pass_over_met, take_shifts, untold_runs
from filing_portal.terms.workflow.terms import late_by, meet, over_after, restart, start, told_for
from filing_portal.terms.workflow.versions import calendar, calendar_with, hold_version_alone, one_calendar

__all__ = [
    "Moved",
    "Reminders",
    "audit",
    "bring_into_force",
    "calendar",
    "calendar_with",
    "discard_limit",
    "discard_notice",
    "effect",
    "hold_version_alone",
    "holders_to_tell",
    "late_by",
    "meet",
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
    "restart",
    "start",
    "take_shifts",
    "told_for",
    "untold_runs",
]
