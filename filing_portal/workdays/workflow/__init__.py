from filing_portal.workdays.workflow.auditing import audit
from filing_portal.workdays.workflow.recomputing import effect, recompute
from filing_portal.workdays.workflow.releases import (
    bring_into_force,
    discard_notice,
    discard_rule,
    prepare_notice,
    prepare_rule,
    release_notice,
    release_rule,
)
from filing_portal.workdays.workflow.terms import late_by, meet, over_after, restart, start
from filing_portal.workdays.workflow.versions import calendar, calendar_with, one_calendar

__all__ = [
    "audit",
    "bring_into_force",
    "calendar",
    "calendar_with",
    "discard_notice",
    "discard_rule",
    "effect",
    "late_by",
    "meet",
    "one_calendar",
    "over_after",
    "prepare_notice",
    "prepare_rule",
    "recompute",
    "release_notice",
    "release_rule",
    "restart",
    "start",
]
