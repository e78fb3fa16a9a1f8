"""Write to the members of a provider about their terms: that a day comes near, and that a due day has moved."""

from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from filing_portal.base.locks import for_update
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.terms.models import TermHolder, TermHolderQuerySet
from filing_portal.terms.workflow.shifts import holders_to_notify, take_shifts

BATCH = 200  # rows of one sweep: the next one goes on
H = TypeVar("H", bound=TermHolder)


def notify_moved(holder: type[TermHolder], most: int = BATCH) -> None:
    """Send the providers the due days of `holder` that a release has moved, longest waiting first; each once."""
    for pk in holders_to_notify(holder.objects.all(), most):
        notify_moved_of(holder, pk)


@transaction.atomic
def notify_moved_of(holder: type[TermHolder], pk: int) -> None:
    """Record the move of one due day and send it to the members; do nothing for a row that went on meanwhile."""
    row = held(holder.objects.all(), pk)
    if row is None or (moved := take_shifts(row.term_id)) is None:
        return
    record(row, "move_deadline", by=None, before={"due_on": moved.before_on}, after={"due_on": moved.after_on})
    notify("deadline_moved", row, moved.key, moved=moved, name=row.duty.service)


def held(rows: TermHolderQuerySet[H], pk: int) -> H | None:
    """Return the row, locked, if it still is one of `rows`, with what its duty reads."""
    # The row before its term, as everywhere. Its key stays free: whoever writes a row that points to it does not wait.
    return for_update(rows.with_duty()).filter(pk=pk).first()


def notify(kind: str, row: TermHolder, key: str, **context: Any) -> None:
    """Write each member of the row's provider the letter about its term, once for one `key`."""
    with override(settings.LANGUAGE_CODE):  # letters take a page's address without a language and add the reader's
        url = row.get_absolute_url()
    duty = row.duty
    post(kind, to=duty.members, key=key, url=url, about=row, term=row.term, **duty.letter_context, **context)
