"""What the provider is told of its time limits without asking: that one ends soon, and that one has moved."""

from django.db import transaction

from filing_portal.base.locks import for_update
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.terms import workflow as terms
from filings.models import Filing
from filings.states import EDITABLE, Status
from filings.workflow.standing import correction_time_is_over

REMINDERS = {Status.DRAFT: "filing_due", Status.RETURNED: "correction_due"}


@transaction.atomic
def remind(filing_id: int, reminders: terms.Reminders) -> None:
    """The members know how long they can still file or correct; what was sent, discarded or moved is left alone."""
    filing = held(filing_id, status__in=EDITABLE, due_on__in=list(reminders.stages))
    if filing is None or correction_time_is_over(filing, reminders.today):
        return
    key = reminders.key(filing.term_id, filing.due_on)
    write(REMINDERS[Status(filing.status)], filing, key, left=reminders.left(filing.due_on))


@transaction.atomic
def tell_moved(filing_id: int) -> None:
    """The members know the due day that a release has moved; nothing is told of a filing that went on meanwhile."""
    filing = held(filing_id)
    moved = terms.take_shifts(filing.term_id) if filing else None
    if moved is None:
        return
    record(filing, "move_deadline", by=None, before={"due_on": moved.before_on}, after={"due_on": moved.after_on})
    write("deadline_moved", filing, moved.key, moved=moved, name=filing.service_name)


def held(filing_id: int, **wanted) -> Filing | None:
    """Return the filing, locked, if it still is as wanted."""
    rows = for_update(Filing.objects.select_related("provider", "term__limit"))
    return rows.filter(pk=filing_id, **wanted).first()


def write(kind: str, filing: Filing, key: str, **context) -> None:
    page = "" if filing.status == Status.DRAFT else "detail/"
    url = f"/filings/{filing.uuid}/{page}"
    post(kind, to=filing.provider.members(), key=key, url=url, filing=filing, term=filing.term, **context)
