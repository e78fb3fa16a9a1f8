"""Record events: every verb writes its own by `record`, in its own transaction."""

from typing import TypedDict, Unpack

import structlog
from django.db import models

from filing_portal.accounts.models import User
from filing_portal.ledger.codes import Facts, checked
from filing_portal.ledger.models import Event


class Said(TypedDict, total=False):
    """What an event says beside row, verb and person.

    `before` and `after` hold only what changed, and no words: sealed values appear as their ids, texts as digests.
    """

    before: Facts
    after: Facts


def record(row: models.Model, verb: str, *, by: User | None, **said: Unpack[Said]) -> Event:
    """Record that `by` (None: the portal itself) carried `verb` out on `row`, in the transaction of the caller.

    Twice called records two events. Raises TypeError for a text that is not a `Code`.
    """
    written = event(row, verb, by=by, **said)
    written.save(force_insert=True)
    return written


def event(row: models.Model, verb: str, *, by: User | None, **said: Unpack[Said]) -> Event:
    """Return the event unsaved, for a verb that writes many at once. Raises what `record` raises."""
    return Event(
        actor=by,
        verb=verb,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        province=getattr(row, "province", "") or "",
        # A proxy's request id may be of any length.
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64],
        before={name: checked(name, value) for name, value in said.get("before", {}).items()},
        after={name: checked(name, value) for name, value in said.get("after", {}).items()},
    )
