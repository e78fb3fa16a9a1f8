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
    """Write down that `verb` happened to `row`; stands and falls with the caller's transaction.

    `before` and `after` hold only what changed, and never personal data: sealed values appear as their ids.
    """
    return Event.objects.create(
        actor=by,
        verb=verb,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        province=getattr(row, "province", "") or "",
        before=before or {},
        after=after or {},
        note=note,
        request_id=structlog.contextvars.get_contextvars().get("request_id", ""),
    )
