"""Figures of the console: many counts in one query, none of them read past a limit."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from filing_portal.offices.models import Office

MOST = 999


class Capped(Subquery):
    """How many rows the queryset has, counted no further than one past MOST."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: MOST + 1])


def count(wanted: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """Return the counts of the wanted rows, by a single query."""
    if not wanted:
        return {}
    figures = {name: Capped(rows) for name, rows in wanted.items()}
    found: dict[str, int] = Office.objects.order_by().annotate(**figures).values(*figures)[:1].get()
    return found


def shown(number: int) -> str:
    """Return the number as people read it: 999+ when there are more."""
    return f"{MOST}+" if number > MOST else str(number)
