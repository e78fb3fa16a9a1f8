"""Search in names by pairs of characters, kept in an index of the database: any part of a name finds it.

`name_pairs` is an SQL function made by a migration, so a name is found whoever wrote the row.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

FUNCTION = """
    CREATE FUNCTION name_pairs(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT array_agg(DISTINCT substr(plain, place, 2))
        FROM (SELECT lower(normalize(name, NFKC)) AS plain) AS written, generate_series(1, length(plain) - 1) AS place
    $$
"""
DROP = "DROP FUNCTION name_pairs(text)"


class Pairs(Func):
    """The pairs of neighbouring characters of a name."""

    function = "name_pairs"
    arity = 1
    output_field = ArrayField(TextField())


class Plain(Func):
    """A name as it is compared: one form for each character, small letters."""

    template = "lower(normalize(%(expressions)s, NFKC))"
    arity = 1
    output_field = TextField()


def name_index(field: str, name: str) -> GinIndex:
    return GinIndex(Pairs(field), name=name)


def named(rows: QuerySet, field: str, word: str) -> QuerySet:
    """Return the rows whose `field` contains the word, which has two characters at least."""
    found = rows.alias(pairs=Pairs(field)).filter(pairs__contains=Pairs(Value(word, output_field=TextField())))
    return found if len(word) == 2 else found.filter(holds(field, word))


def holds(field: str, word: str) -> GreaterThan:
    """Return the condition that `field` contains the word, for rows that an index has found.

    Not LIKE: the planner takes that for rare without looking, and reads a million rows for a common word.
    """
    return GreaterThan(StrIndex(Plain(field), Value(word, output_field=TextField())), 0)
