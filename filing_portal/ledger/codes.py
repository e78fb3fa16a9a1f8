"""What an event may say of a row: keys, days, numbers and codes, never words that a person typed.

Words may be about people, and nothing can be erased from the ledger: they stand in a row of their noun.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

LONGEST_CODE = 20  # a longer column of text holds words


class Code(str):
    """A text of the portal's own: a status, a code of its tables, a number it gave, a digest."""

    __slots__ = ()


Told = None | bool | int | date | UUID | Code | models.TextChoices | Sequence[Code]
Facts = Mapping[str, Told]


def codes(texts: Iterable[str]) -> list[Code]:
    """Return texts of the portal's own, each marked as such."""
    return [Code(text) for text in texts]


def columns(row: models.Model, *names: str) -> dict[str, Told]:
    """Return these columns as the ledger may hold them, rows as their keys. Raises TypeError for one with words."""
    return {name: column(row, name) for name in names}


def column(row: models.Model, name: str) -> Told:
    """Return what the column holds. Raises TypeError where that is a text of its own, or a document."""
    field: Any = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if not isinstance(value, str):
        return checked(name, value)
    if field.choices or isinstance(field, models.SlugField) or 0 < (field.max_length or 0) <= LONGEST_CODE:
        return Code(value)
    raise TypeError(f"The ledger holds no words: {name} of {row._meta.label}.")


def checked(name: str, value: Any) -> Told:
    """Return the value when an event may hold it. Raises TypeError for one that may be words."""
    each = value if isinstance(value, (list, tuple)) else [value]
    if not all(part is None or isinstance(part, (bool, int, date, UUID, Code, models.TextChoices)) for part in each):
        raise TypeError(f"The ledger holds no words: {name}={value!r} is no Code.")
    told: Told = value
    return told
