"""Record events: every verb writes its own by `record`, in its own transaction."""

from typing import Any, TypedDict, Unpack

import structlog
from django.db import models

from filing_portal.accounts.models import User
from filing_portal.ledger.models import Event


class Said(TypedDict, total=False):
    """What an event says beside row, verb and person.

    `before` and `after` hold only what changed, and never personal data: sealed values appear as their ids.
    """

    before: dict[str, Any]
    after: dict[str, Any]
    note: str


def record(row: models.Model, verb: str, *, by: User | None, **said: Unpack[Said]) -> Event:
    """Record that `by` (None: the portal itself) carried `verb` out on `row`, in the transaction of the caller.

    Twice called records two events.
    """
    written = event(row, verb, by=by, **said)
    written.save(force_insert=True)
    return written


def event(row: models.Model, verb: str, *, by: User | None, **said: Unpack[Said]) -> Event:
    """Return the event unsaved, for a verb that writes many at once."""
    return Event(
        actor=by,
        verb=verb,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        province=getattr(row, "province", "") or "",
        # A proxy's request id may be of any length.
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64],
        **said,
    )
