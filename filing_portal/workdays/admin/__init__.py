"""The console's pages of the calendar, the time limits, and what came of their versions."""

from filing_portal.workdays.admin.days import DayAdmin
from filing_portal.workdays.admin.notices import NoticeAdmin
from filing_portal.workdays.admin.rules import RuleAdmin
from filing_portal.workdays.admin.runs import AuditAdmin, RecomputationAdmin

__all__ = ["AuditAdmin", "DayAdmin", "NoticeAdmin", "RecomputationAdmin", "RuleAdmin"]
