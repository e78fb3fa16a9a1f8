"""Terms and what they are counted by, what is done with all of them at once, and what holds them."""

from filing_portal.terms.models.holders import TermHolder, TermHolderQuerySet, holders
from filing_portal.terms.models.runs import Audit, Recomputation, Shift
from filing_portal.terms.models.terms import Announcement, Term
from filing_portal.terms.models.versions import Day, Limit, Notice, Version

__all__ = [
    "Announcement",
    "Audit",
    "Day",
    "Limit",
    "Notice",
    "Recomputation",
    "Shift",
    "Term",
    "TermHolder",
    "TermHolderQuerySet",
    "Version",
    "holders",
]
