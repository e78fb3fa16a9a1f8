"""A list one page at a time by keyset, so that the last page costs what the first one does."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404, QueryDict

SEPARATOR = "~"


@dataclass(frozen=True)
class Keyset:
    """The order of a list: one or two columns, the last one unique. Rows without the first column stand together."""

    columns: tuple[str, ...] = ("pk",)
    descending: bool = True

    def order(self, backwards: bool = False) -> list[str]:
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}{column}" for column in self.columns]

    def cursor(self, row: Model) -> str:
        """Return the place of the row in the list, fit for an address."""
        values = (getattr(row, column) for column in self.columns)
        return SEPARATOR.join("" if value is None else str(value) for value in values)

    def beyond(self, model: type[Model], cursor: str, backwards: bool = False) -> Q:
        """Return what selects the rows after the cursor, or before it when reading backwards. A broken one is 404."""
        values = self.read(model, cursor)
        side = "lt" if self.descending != backwards else "gt"
        last = Q(**{f"{self.columns[-1]}__{side}": values[-1]})
        if len(self.columns) == 1:
            return last
        first, value = self.columns[0], values[0]
        if value is None:
            return Q(**{f"{first}__isnull": True}) & last
        # The first condition alone bounds the walk through the index.
        return Q(**{f"{first}__{side}e": value}) & (Q(**{f"{first}__{side}": value}) | last)

    def read(self, model: type[Model], cursor: str) -> list:
        texts = cursor.split(SEPARATOR)
        if len(texts) != len(self.columns) or not texts[-1] or "\0" in cursor:
            raise Http404
        fields = (model._meta.pk if column == "pk" else model._meta.get_field(column) for column in self.columns)
        try:
            return [field.to_python(text or None) for field, text in zip(fields, texts, strict=True)]
        except ValidationError as error:
            raise Http404 from error


class Page:
    """One page of a list: its rows in order, and the addresses of the pages beside it."""

    def __init__(self, rows: QuerySet, keyset: Keyset, asked: QueryDict, size: int) -> None:
        self.asked = asked
        after, before = asked.get("after"), asked.get("before")
        backwards = bool(before) and not after
        if cursor := after or before:
            rows = rows.filter(keyset.beyond(rows.model, cursor, backwards))
        found = list(rows.order_by(*keyset.order(backwards))[: size + 1])
        has_more, found = len(found) > size, found[:size]
        self.rows = found[::-1] if backwards else found
        has_previous, has_next = (has_more, True) if backwards else (bool(cursor), has_more)
        self.previous_url = self.url(before=keyset.cursor(self.rows[0])) if has_previous and self.rows else ""
        self.next_url = self.url(after=keyset.cursor(self.rows[-1])) if has_next and self.rows else ""

    def url(self, **cursor: str) -> str:
        """Return the address of the same list at another place."""
        query = self.asked.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        query.update(cursor)
        return f"?{query.urlencode()}"
