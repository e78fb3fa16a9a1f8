"""What a person who types into the search box means."""

from registry import numbers
from registry.models import Entry, EntryQuerySet
from registry.search import words


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
