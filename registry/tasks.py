"""Tasks of the register: issue the number that a decision rings for, and those whose message was lost."""

import structlog
from django.db import IntegrityError

from filing_portal.lifecycle import NotAllowedNow
from filing_portal.schedule.beat import sweep
from filing_portal.schedule.queues import queued
from filings.models import Filing
from registry import workflow

BATCH = 500
log = structlog.get_logger(__name__)


@queued("issue")
def issue_number(filing_id: int) -> None:
    """Issue the number of a filed filing; called again, change nothing."""
    workflow.issue(filing_id)


@sweep
def sweep_unnumbered() -> None:
    """Issue the numbers that lost messages left, BATCH of them at most.

    A filing that cannot be numbered is logged and does not stop the others.
    """
    for filing_id in list(Filing.objects.unnumbered().values_list("pk", flat=True)[:BATCH]):
        try:
            workflow.issue(filing_id)
        except NotAllowedNow as refusal:
            log.error("number_not_issued", filing=filing_id, reason=str(refusal))
        except (ValueError, IntegrityError):
            # A row that is wrong in itself: whoever reads the log mends it, the next ones wait no longer for that.
            log.exception("number_not_issued", filing=filing_id)
