from filing_portal.terms.models.runs import Audit, Recomputation, Shift
from filing_portal.terms.models.terms import Telling, Term
from filing_portal.terms.models.versions import Day, Limit, Notice

__all__ = ["Audit", "Day", "Limit", "Notice", "Recomputation", "Shift", "Telling", "Term"]
