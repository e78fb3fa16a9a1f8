from filing_portal.workdays.workflow.auditing import audit
from filing_portal.workdays.workflow.effects import effect
from filing_portal.workdays.workflow.feeds import feed_of, open_feed, revoke_feed, subscriber
from filing_portal.workdays.workflow.recomputing import recompute
from filing_portal.workdays.workflow.releases import (
    bring_into_force,
    discard_notice,
    discard_rule,
    prepare_notice,
    prepare_rule,
    refuse_change,
    release_notice,
    release_rule,
)
from filing_portal.workdays.workflow.reminding import Reminders, open_reminders
from filing_portal.workdays.workflow.shifts import Moved, holders_to_tell, pass_over_met, take_shifts, untold_runs
from filing_portal.workdays.workflow.slots import finished_slots, take_slot
from filing_portal.workdays.workflow.terms import late_by, meet, over_after, restart, start, told_for
from filing_portal.workdays.workflow.versions import calendar, calendar_with, hold_version_alone, one_calendar

__all__ = [
    "Moved",
    "Reminders",
    "audit",
    "bring_into_force",
    "calendar",
    "calendar_with",
    "discard_notice",
    "discard_rule",
    "effect",
    "feed_of",
    "finished_slots",
    "hold_version_alone",
    "holders_to_tell",
    "late_by",
    "meet",
    "one_calendar",
    "open_feed",
    "open_reminders",
    "over_after",
    "pass_over_met",
    "prepare_notice",
    "prepare_rule",
    "recompute",
    "refuse_change",
    "release_notice",
    "release_rule",
    "restart",
    "revoke_feed",
    "start",
    "subscriber",
    "take_shifts",
    "take_slot",
    "told_for",
    "untold_runs",
]
