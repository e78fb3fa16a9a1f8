from filing_portal.terms.models.runs import Audit, Recomputation, Shift
from filing_portal.terms.models.terms import Telling, Term
from filing_portal.terms.models.versions import Day, Notice, Rule

__all__ = ["Audit", "Day", "Notice", "Recomputation", "Rule", "Shift", "Telling", "Term"]
