"""The officer's scenes of the demo: compared, returned, corrected, lapsed, refused, filed and numbered."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from filings.workflow import lapse
from registry.workflow import issue
from reviews.grounds import PersonalNumber, Purpose
from reviews.workflow import Because, accept, refuse, reveal, send_back

TO_BE_CORRECTED = [
    Because("art11", "服务器地址不完整：请逐行填写全部服务器的 IP 或主机名。"),
    Because("policy", "负责人手机号无法接通，请核对后重新提交。"),
]
NOT_TO_BE_FILED = [Because("art11", "所填网址不属于申请主体，且经退回后仍未说明，不予备案。")]


def returned(story: Any, day: date) -> Iterator[datetime]:
    yield from story.play("submitted", story.days.back(day, 7))
    yield story.at_work(day)
    reasons = TO_BE_CORRECTED[story.rng.randrange(2) :]
    send_back(story.filing.pk, story.rounds, reasons, by=story.party.officer)


def compared(story: Any, day: date) -> Iterator[datetime]:
    """Submit, and let the officer look at a masked number to compare it with the document, a working day later."""
    yield from story.play("submitted", day)
    yield story.at_work(story.days.add(day, 1))
    reveal(story.filing.pk, PersonalNumber.SERVICE_MOBILE, Purpose.REVIEW, by=story.party.officer)
    if story.party.provider.document_id:
        reveal(story.filing.pk, PersonalNumber.DOCUMENT, Purpose.REVIEW, by=story.party.officer)


def corrected(story: Any, day: date) -> Iterator[datetime]:
    """Submit for the second time, with another server."""
    yield from returned(story, story.days.back(day, 6))
    yield from story.play("submitted", day, server_address=story.answers["server_address"] + "\n203.0.113.99")


def lapsed(story: Any, returned_on: date) -> Iterator[datetime]:
    """Return a filing that nobody corrects within ten working days."""
    yield from returned(story, returned_on)
    yield story.at_night(story.days.add(returned_on, 10) + timedelta(days=1))
    lapse(story.filing.pk)


def refused(story: Any, day: date) -> Iterator[datetime]:
    yield from story.play("submitted", story.days.back(day, 9))
    yield story.at_work(day)
    refuse(story.filing.pk, story.rounds, NOT_TO_BE_FILED, by=story.party.officer)


def filed(story: Any, day: date) -> Iterator[datetime]:
    """File the service, one in eight after a correction; its number follows a second later."""
    before, decided_at = story.days.back(day, 9), story.at_work(day)
    yield from corrected(story, before) if story.rng.random() < 1 / 8 else story.play("submitted", before)
    yield decided_at
    accept(story.filing.pk, story.rounds, by=story.party.officer)
    yield decided_at + timedelta(seconds=1)
    story.entry = issue(story.filing.pk)
