"""Search without an extension: pairs of neighbouring characters in a GIN array, two characters are enough.

Pairs only narrow down; whoever searches keeps the rows whose normalised text really contains every word.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Pairs of digits are too common to find a piece of a number among a million: digits are cut in fours as well.
DIGITS = re.compile(r"[0-9]{4,}")
LONGEST = 4
MOST_CHARACTERS = 100


def normalise(text: str) -> str:
    """Return the text as it is compared: one form for each character, small letters, single spaces."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    shown = "".join(char for char in folded if unicodedata.category(char) != "Cf" and char != "\0")
    return " ".join(shown.split())


def words(query: str) -> list[str]:
    """Return the words of the query in normal form; a row must contain each of them.

    Raises ValidationError when no word has the two characters a search needs. Longer queries are cut.
    """
    found = normalise(query)[:MOST_CHARACTERS].split()
    if all(len(word) < 2 for word in found):
        raise ValidationError(_("Type at least two characters of a number, a provider or a service."), code="too_short")
    return found


def grams(text: str) -> list[str]:
    """Return what an entry with this text is found by."""
    found = set()
    for word in normalise(text).split():
        found |= _pieces(word, 2)
        for run in DIGITS.findall(word):
            found |= _pieces(run, LONGEST)
    return sorted(found)


def query_grams(query: str) -> list[str]:
    """Return what an entry must have among its `grams` to contain every word of the query: the rarest pieces only."""
    found = set()
    for word in normalise(query).split():
        for run in DIGITS.findall(word):
            found |= _pieces(run, LONGEST)
        # The run keeps its outer digits, so that pairs with its neighbours remain.
        found |= _pieces(DIGITS.sub(lambda run: f"{run[0][0]} {run[0][-1]}", word), 2)
    return sorted(piece for piece in found if " " not in piece)


def _pieces(text: str, length: int) -> set[str]:
    return {text[start : start + length] for start in range(len(text) - length + 1)}
