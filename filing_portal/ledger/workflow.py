import structlog
from django.db import models

from filing_portal.accounts.models import User
from filing_portal.ledger.models import Event


def record(
    row: models.Model,
    verb: str,
    *,
    by: User | None,
    before: dict | None = None,
    after: dict | None = None,
    note: str = "",
) -> Event:
    """It is on record that `verb` happened to `row`; the event stands and falls with the caller's transaction.

    `before` and `after` hold only what changed, and never personal data: sealed values appear as their ids.
    """
    written = event(row, verb, by=by, before=before, after=after, note=note)
    written.save(force_insert=True)
    return written


def event(
    row: models.Model,
    verb: str,
    *,
    by: User | None,
    before: dict | None = None,
    after: dict | None = None,
    note: str = "",
) -> Event:
    """Return the event unsaved, for a verb that writes many at once."""
    return Event(
        actor=by,
        verb=verb,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        province=getattr(row, "province", "") or "",
        before=before or {},
        after=after or {},
        note=note,
        # A proxy's request id may be of any length.
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64],
    )
