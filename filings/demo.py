"""The filing's scenes of the demo; the day is that of the last act."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from filings import workflow

Scene = Iterator[datetime]


def begun(story: Any, started_on: date) -> Scene:
    """Begin a filing with half of its answers."""
    yield from draft(story, started_on, server_county="", server_address="", person=None)


def draft(story: Any, started_on: date, **gaps: Any) -> Scene:
    """Fill in, on the last day, a filing that is ready to be submitted."""
    yield from started(story, story.days.back(story.on, 1), started_on, **gaps)


def started(story: Any, day: date, started_on: date, **gaps: Any) -> Scene:
    """Register, start the filing of a service, and answer its questions but for the gaps."""
    at = story.at_work(day)
    yield from story.play("registered", at - timedelta(hours=1))
    yield at
    story.filing = workflow.start(uuid.uuid4(), by=story.party.owner)
    answers = {**story.answers, "started_on": started_on, "person": story.party.provider.person, **gaps}
    workflow.save_answers(story.filing.pk, by=story.party.owner, **answers)


def submitted(story: Any, day: date, run_for: int = 5) -> Scene:
    """Submit a filing whose service has run for so many working days; it waits in the queue."""
    yield from started(story, story.days.back(day, 2), story.days.back(day, run_for))
    yield from round_submitted(story, day)


def late(story: Any, day: date) -> Scene:
    """Submit after the time to file."""
    yield from submitted(story, day, run_for=15)


def round_submitted(story: Any, day: date, **corrections: Any) -> Scene:
    yield story.at_work(day)
    story.rounds += 1
    if corrections:
        workflow.save_answers(story.filing.pk, by=story.party.owner, **corrections)
    workflow.submit(story.filing.pk, story.rounds, by=story.party.owner)


def withdrawn(story: Any, day: date) -> Scene:
    yield from submitted(story, story.days.back(day, 3))
    yield story.at_work(day)
    workflow.withdraw(story.filing.pk, by=story.party.owner)
