"""The console's pages of the calendar, the time limits, and what came of their versions."""

from filing_portal.terms.admin.days import DayAdmin
from filing_portal.terms.admin.notices import NoticeAdmin
from filing_portal.terms.admin.rules import RuleAdmin
from filing_portal.terms.admin.runs import AuditAdmin, RecomputationAdmin

__all__ = ["AuditAdmin", "DayAdmin", "NoticeAdmin", "RecomputationAdmin", "RuleAdmin"]
