"""Pages of the register by key, newest first: the last page costs what the first one does.

A cursor is the number of the entry next to which the page begins; entries are never removed, so it stays good.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from registry.models import Entry

CURSOR = r"^[0-9]{19}[0-9X]$"


@dataclass(frozen=True)
class Page:
    """The rows, and the cursors of the pages beside them; empty where there is none."""

    rows: list[Any]
    newer: str = ""
    older: str = ""


def page_of(entries: QuerySet, size: int, *, after: str = "", before: str = "") -> Page:
    """Return the `size` entries older than the cursor `after`, or just newer than `before`, or the newest ones.

    Raises Entry.DoesNotExist for a cursor that is no entry's.
    """
    if before and not after:
        rows = list(entries.filter(pk__gt=_key(before)).order_by("pk")[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return Page(rows, newer=_first(rows) if more else "", older=_last(rows))
    beyond = entries.filter(pk__lt=_key(after)) if after else entries
    rows = list(beyond.order_by("-pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(rows, newer=_first(rows) if after else "", older=_last(rows) if more else "")


def _key(cursor: str) -> int:
    return Entry.objects.values_list("pk", flat=True).get(number=cursor)


def _first(rows: list[Entry]) -> str:
    return rows[0].number if rows else ""


def _last(rows: list[Entry]) -> str:
    return rows[-1].number if rows else ""
