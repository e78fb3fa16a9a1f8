"""What a person who types into the search box means, and where a page of the register begins."""

from filing_portal.base.paging import Keyset
from filing_portal.base.pairs import words
from registry import numbers
from registry.models import Entry, EntryQuerySet

# A cursor is the number of the entry next to which a page begins; entries are never removed, so it stays good.
CURSOR = r"^[0-9]{19}[0-9X]$"
NEWEST_FIRST = Keyset(named_by="number")


def find(query: str) -> EntryQuerySet:
    """Return the entries meant: that of a whole number, else those that hold every word; all for an empty query.

    Raises ValidationError when no word has two characters.
    """
    if not query:
        return Entry.objects.all()
    try:
        return Entry.objects.filter(number=numbers.read(query).body)
    except numbers.Unreadable:
        return Entry.objects.matching(" ".join(words(query)))
