"""Terms and what they are counted by, what is done with all of them at once, and what holds them."""

from filing_portal.terms.models.holders import TermHolder, TermHolderQuerySet, holders
from filing_portal.terms.models.runs import Audit, Recomputation, Shift
from filing_portal.terms.models.terms import Telling, Term
from filing_portal.terms.models.versions import Day, Limit, Notice

__all__ = [
    "Audit",
    "Day",
    "Limit",
    "Notice",
    "Recomputation",
    "Shift",
    "Telling",
    "Term",
    "TermHolder",
    "TermHolderQuerySet",
    "holders",
]
