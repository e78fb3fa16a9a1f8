"""Search by pairs of neighbouring characters, kept in an index of the database: any part of a text finds it.

What a row is found by is worked out by the SQL function `name_pairs`, made by a migration, so a row is found whoever
wrote it. Pairs only narrow down: whoever searches keeps the rows whose plain text really contains every word.
"""

import re
import unicodedata
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db.models import Func, Model, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=Model)
MOST_CHARACTERS = 100
# Pairs of digits are too common to find a piece of a number among a million: digits are cut in fours as well.
DIGITS = re.compile(r"[0-9]{4,}")
LONGEST = 4

# What is not seen: soft hyphen, zero-width characters and marks of direction.
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# One form for each character, in small letters, ß as ss and ς as σ. `normalise` does the same to what is typed.
PLAIN = f"translate(replace(lower(normalize({{}}, NFKC)), 'ß', 'ss'), 'ς{UNSEEN}', 'σ')"
# Nothing but built-in functions: PostgreSQL evaluates an index without our schema in its path.
FUNCTION = f"""
    CREATE FUNCTION name_pairs(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT array_agg(substr(plain, place, 2))
            || array_agg(substr(plain, place, {LONGEST})) FILTER (WHERE substr(noughts, place, {LONGEST}) = '0000')
        FROM CAST({PLAIN.format("name")} AS text) AS plain,
            translate(plain, '123456789', '000000000') AS noughts,
            generate_series(1, length(plain) - 1) AS place
    $$
"""  # noqa: S608 -- constants alone
DROP = "DROP FUNCTION name_pairs(text)"


class Pairs(Func):
    """The pairs of neighbouring characters of a text, and the fours of its digits."""

    function = "name_pairs"
    arity = 1
    output_field = ArrayField(TextField())


class Plain(Func):
    """A text as it is compared."""

    template = PLAIN.format("%(expressions)s")
    arity = 1
    output_field = TextField()


def normalise(text: str) -> str:
    """Return what is typed as `Plain` gives it: one form for each character, small letters; single spaces besides."""
    # The first character alone: PostgreSQL's lower never makes two of one, as Python's does of İ.
    small = "".join(char.lower()[0] for char in unicodedata.normalize("NFKC", text))
    folded = small.replace("ß", "ss").replace("ς", "σ")
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


def pairs_of(word: str) -> list[str]:
    """Return what `name_pairs` must give for a text that contains the word in normal form: the rarest pieces only."""
    found = set()
    for run in DIGITS.findall(word):
        found |= _pieces(run, LONGEST)
    # Of a run of digits the first and the last stay, with a space between: the pairs that these two make with their
    # neighbours outside the run are still searched.
    found |= _pieces(DIGITS.sub(lambda run: f"{run[0][0]} {run[0][-1]}", word), 2)
    return sorted(piece for piece in found if " " not in piece)


def _pieces(text: str, length: int) -> set[str]:
    return {text[start : start + length] for start in range(len(text) - length + 1)}


def name_index(field: str, name: str) -> GinIndex:
    """Return the index that `named` searches `field` by, called `name` in the database."""
    return GinIndex(Pairs(field), name=name)


def named(rows: QuerySet[M], field: str, word: str) -> QuerySet[M]:
    """Return the rows whose `field` contains the word, which is in normal form and has two characters at least."""
    # The stubs lose the type of the rows at `alias`.
    found: Any = rows.alias(pairs=Pairs(field)).filter(pairs__contains=pairs_of(word))
    narrowed: QuerySet[M] = found if len(word) == 2 else found.filter(contains(field, word))
    return narrowed


def contains(field: str, word: str) -> GreaterThan:
    """Return the condition that `field` contains the word, for rows that an index has found.

    Not LIKE: PostgreSQL always estimates that a LIKE finds few rows, and for a common word then reads a million.
    """
    return GreaterThan(StrIndex(Plain(field), Value(word, output_field=TextField())), 0)
