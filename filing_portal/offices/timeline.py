"""The history of a row as its provider reads it."""

from django.db.models import QuerySet

from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import Line, actor, title


def providers_timeline(events: QuerySet[Event]) -> list[Line]:
    """Return the events as the provider reads them: the office in place of the officer, and no words of the office."""
    rows = events.select_related("actor__post__office")
    lines = [Line(event.at, title(event), acting_office(event) or actor(event)) for event in rows]
    return lines[::-1]


def acting_office(event: Event) -> str:
    """Return the office whose officer acted, or "" when it was somebody else."""
    return str(event.actor.post.office) if event.actor and event.actor.post else ""
