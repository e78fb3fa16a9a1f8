"""The filing's scenes of the demo. A number is the working days that are left, or how many days it is ago."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from filings import workflow

TO_FILE, TO_DECIDE = 10, 20
Scene = Iterator[datetime]


def begun(story: Any, left: int) -> Scene:
    """Begin a filing with half of its answers."""
    yield from draft(story, left, server_county="", server_address="", person=None)


def draft(story: Any, left: int, **gaps: Any) -> Scene:
    """Fill in a filing that is ready to be submitted."""
    started_on = story.days.back(story.due(left), TO_FILE)
    night = story.at_night(min(max(started_on, story.ago(6)), story.ago(1)))
    yield from started(story, night + timedelta(hours=story.rng.randrange(9, 17)), started_on, **gaps)


def started(story: Any, at: datetime, started_on: date, **gaps: Any) -> Scene:
    """Start the filing and answer its questions, but for the gaps."""
    yield from story.play("registered", at - timedelta(hours=1))
    yield at
    story.filing = workflow.start(uuid.uuid4(), by=story.party.owner)
    answers = {**story.answers, "started_on": started_on, "person": story.party.provider.person, **gaps}
    workflow.save_answers(story.filing.pk, by=story.party.owner, **answers)


def submitted(story: Any, day: date, run_for: int = 5) -> Scene:
    """Submit on the day a filing whose service has run for so many working days."""
    yield from started(story, story.at_work(story.days.back(day, 2)), story.days.back(day, run_for))
    yield from round_submitted(story, day)


def round_submitted(story: Any, day: date, **corrections: Any) -> Scene:
    yield story.at_work(day)
    story.rounds += 1
    if corrections:
        workflow.save_answers(story.filing.pk, by=story.party.owner, **corrections)
    workflow.submit(story.filing.pk, story.rounds, by=story.party.owner)


def review(story: Any, left: int, run_for: int = 5) -> Scene:
    """Wait in the queue."""
    yield from submitted(story, story.days.back(story.due(left), TO_DECIDE), run_for)


def late(story: Any, left: int) -> Scene:
    """Wait in the queue, submitted after the time to file."""
    yield from review(story, left, run_for=15)


def withdrawn(story: Any, ago: int) -> Scene:
    yield from submitted(story, story.days.back(story.ago(ago), 1))
    yield story.at_work(story.days.add(story.ago(ago), 2))
    workflow.withdraw(story.filing.pk, by=story.party.owner)
