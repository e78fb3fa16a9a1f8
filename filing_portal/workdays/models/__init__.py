from filing_portal.workdays.models.feeds import Feed
from filing_portal.workdays.models.runs import Audit, Recomputation, ScheduleRun, Shift
from filing_portal.workdays.models.terms import Telling, Term
from filing_portal.workdays.models.versions import Day, Notice, Rule

__all__ = ["Audit", "Day", "Feed", "Notice", "Recomputation", "Rule", "ScheduleRun", "Shift", "Telling", "Term"]
