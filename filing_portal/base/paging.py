"""A list one page at a time by keyset, so that the last page costs what the first one does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import Http404

SEPARATOR = "~"


class BadCursor(Http404):
    """The cursor names no place in the list: 404 on a page; an interface may say more."""


@dataclass(frozen=True)
class Keyset:
    """The order of a list: one or two columns, the last one unique.

    Rows whose first column is NULL come after one another, at one end of the list.

    A cursor holds the values of the columns, or the value of the unique column `named_by`, which is looked up:
    good for a cursor that is published and that people can read.
    """

    columns: tuple[str, ...] = ("pk",)
    descending: bool = True
    named_by: str = ""

    def order(self, backwards: bool = False) -> list[str]:
        """Return the order as `order_by` takes it; `backwards` is that of a page before a cursor."""
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}{column}" for column in self.columns]

    def cursor(self, row: Model) -> str:
        """Return the place of the row in the list, fit for an address."""
        if self.named_by:
            return str(getattr(row, self.named_by))
        values = (getattr(row, column) for column in self.columns)
        return SEPARATOR.join("" if value is None else str(value) for value in values)

    def beyond(self, model: type[Model], cursor: str, backwards: bool = False) -> Q:
        """Return what selects the rows after the cursor, or before it when reading backwards.

        Raises BadCursor.
        """
        values = self.read(model, cursor)
        side = "lt" if self.descending != backwards else "gt"
        last = Q(**{f"{self.columns[-1]}__{side}": values[-1]})
        if len(self.columns) == 1:
            return last
        first, value = self.columns[0], values[0]
        if value is None:
            return Q(**{f"{first}__isnull": True}) & last
        # PostgreSQL uses only the first condition to find the start in the index.
        return Q(**{f"{first}__{side}e": value}) & (Q(**{f"{first}__{side}": value}) | last)

    def read(self, model: type[Model], cursor: str) -> list[Any]:
        """Return the values of the columns at the cursor. Raises BadCursor."""
        if self.named_by:
            return self._looked_up(model, cursor)
        texts = cursor.split(SEPARATOR)
        if len(texts) != len(self.columns) or not texts[-1] or "\0" in cursor:
            raise BadCursor
        fields = (column_of(model, column) for column in self.columns)
        try:
            return [field.to_python(text or None) for field, text in zip(fields, texts, strict=True)]
        except ValidationError as error:
            raise BadCursor from error

    def _looked_up(self, model: type[Model], cursor: str) -> list[Any]:
        rows = model._default_manager.values_list(*self.columns)
        try:
            return list(rows.get(**{self.named_by: cursor}))
        except ObjectDoesNotExist as error:
            raise BadCursor from error


def column_of(model: type[Model], name: str) -> "Field[Any, Any]":
    """Return the field of the column; `pk` is the primary key."""
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{model._meta.label}.{name} is not a column of a list.")
    return field


class Page:
    """One page of a list: its rows in order, and the cursors and addresses of the pages beside it, "" where none is.

    `asked` is the query of the address: `after` or `before` is a cursor, the rest stays in the addresses.
    Raises BadCursor.
    """

    def __init__(self, rows: QuerySet[Any], keyset: Keyset, asked: Mapping[str, str], size: int) -> None:
        self.asked = asked
        after, before = asked.get("after"), asked.get("before")
        backwards = bool(before) and not after
        if cursor := after or before:
            rows = rows.filter(keyset.beyond(rows.model, cursor, backwards))
        found = list(rows.order_by(*keyset.order(backwards))[: size + 1])
        has_more, found = len(found) > size, found[:size]
        self.rows = found[::-1] if backwards else found
        has_previous, has_next = (has_more, True) if backwards else (bool(cursor), has_more)
        self.previous = keyset.cursor(self.rows[0]) if has_previous and self.rows else ""
        self.next = keyset.cursor(self.rows[-1]) if has_next and self.rows else ""

    @property
    def previous_url(self) -> str:
        return self._url(before=self.previous) if self.previous else ""

    @property
    def next_url(self) -> str:
        return self._url(after=self.next) if self.next else ""

    def _url(self, **cursor: str) -> str:
        """Return the address of the same list at another place."""
        kept = {name: values for name, values in dict(self.asked).items() if name not in ("after", "before")}
        return f"?{urlencode(kept | cursor, doseq=True)}"
