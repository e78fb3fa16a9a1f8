"""Cut a text into the pieces that a search has hit and those it has not."""

from itertools import groupby
from typing import NamedTuple

from filing_portal.base.pairs import normalise


class Piece(NamedTuple):
    """A part of a text, and whether the search has hit it."""

    text: str
    is_hit: bool


def highlight(text: str, words: list[str]) -> list[Piece]:
    """Return `text` cut where `words`, in normal form, begin and end; the pieces joined are the text."""
    folded, origin = _folded(text)
    hits = set()
    for word in words:
        start = folded.find(word)
        while start >= 0:
            hits.update(origin[start : start + len(word)])
            start = folded.find(word, start + 1)
    marked = ((char, place in hits) for place, char in enumerate(text))
    return [Piece("".join(char for char, _ in run), is_hit) for is_hit, run in groupby(marked, lambda pair: pair[1])]


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text in normal form, and for each of its characters the place in `text` it comes from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for part in " " if char.isspace() else normalise(char):
            folded.append(part)
            origin.append(place)
    return "".join(folded), origin
