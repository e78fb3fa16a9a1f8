"""Find the entries that a typed query means, and page through them."""

from filing_portal.base import clock
from filing_portal.base.paging import Keyset
from filing_portal.base.pairs import words
from registry import numbers
from registry.models import Entry, EntryQuerySet

# A cursor is the number of the entry next to which a page begins; entries are never removed, so it stays good.
CURSOR = r"^[0-9]{19}[0-9X]$"
NEWEST_FIRST = Keyset(("published_at", "pk"), named_by="number")


def find(query: str) -> EntryQuerySet:
    """Return the entries that `query` means: that of a whole number, else those that hold every word.

    An empty query means all of them. Raises ValidationError when no word has two characters.
    """
    if not query:
        return Entry.objects.all()
    try:
        return Entry.objects.filter(number=numbers.read(query, clock.today()).body)
    except numbers.Unreadable:
        return Entry.objects.matching(" ".join(words(query)))
