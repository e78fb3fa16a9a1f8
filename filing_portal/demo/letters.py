"""The letters of the demo accounts: the real ones, for how things stand now."""

from datetime import UTC, datetime

from filing_portal.demo.parties import MAIL
from filing_portal.demo.stories import Story
from filing_portal.letters.models import Letter
from filings.models import Filing
from filings.states import Status
from filings.workflow import tell
from inspections.states import Status as Inspected
from inspections.workflow import tell as tell_inspection
from registry.workflow import tell_number
from reviews.models import Reason
from reviews.workflow import Because

KINDS = {Status.RETURNED: "returned", Status.REFUSED: "refused", Status.LAPSED: "lapsed", Status.SUBMITTED: "received"}


def write(stories: list[Story]) -> None:
    """Each filing's provider has the letter about its state, and about a pending inspection; none waits to be sent."""
    for story in stories:
        filing = Filing.objects.select_related("provider").get(pk=story.id)
        about_filing(filing)
        date_back(filing, story.plan.last_moment)
        if story.plan.asked:
            about_inspection(filing, story.plan.asked.status)
            date_back(filing, story.plan.asked.judged_at or story.plan.asked.opened_at)


def about_filing(filing: Filing) -> None:
    if filing.status == Status.FILED:
        tell_number(filing.service.entry, filing)
    elif filing.status != Status.DRAFT:
        reasons = [Because(row.ground, row.text) for row in Reason.objects.filter(review__filing=filing)]
        tell(filing, KINDS[filing.status], f"{filing.pk}.1", reasons=reasons)


def about_inspection(filing: Filing, status: str) -> None:
    kind = "inspection_passed" if status == Inspected.PASSED else "inspection_opened"
    tell_inspection(filing.service.entry.inspections.get(), kind)


def date_back(filing: Filing, at: int) -> None:
    """What was just written counts as sent at this moment: a demo address gets no mail."""
    moment = datetime.fromtimestamp(at, UTC)
    members = filing.provider.members().filter(email__endswith=f"@{MAIL}")
    Letter.objects.filter(to__in=members, sent_at=None).update(created_at=moment, sent_at=moment)
