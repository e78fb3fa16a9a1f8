"""The console's pages of the calendar, the time limits, and what came of their versions."""

# In the order of the menu.
# isort: off
from filing_portal.terms.admin.days import DayAdmin
from filing_portal.terms.admin.notices import NoticeAdmin
from filing_portal.terms.admin.limits import LimitAdmin
from filing_portal.terms.admin.runs import AuditAdmin, RecomputationAdmin

__all__ = ["AuditAdmin", "DayAdmin", "LimitAdmin", "NoticeAdmin", "RecomputationAdmin"]
