"""The filing's scenes of the demo; the day is that of the last act."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from filings import workflow


def draft(story: Any, started_on: date, *left_open: str) -> Iterator[datetime]:
    """Fill in, on the last day, the filing of a service that started on the day, but for what is left open."""
    yield from started(story, story.days.back(story.on, 1), started_on, *left_open)


def started(story: Any, day: date, started_on: date, *left_open: str) -> Iterator[datetime]:
    at = story.at_work(day)
    yield from story.play("registered", at - timedelta(hours=1))
    yield at
    story.filing = workflow.start(uuid.uuid4(), by=story.party.owner)
    answers = {**story.answers, "started_on": started_on, "person": story.party.provider.person}
    answers = {name: answer for name, answer in answers.items() if name not in left_open}
    workflow.save_answers(story.filing.pk, by=story.party.owner, **answers)


def submitted(story: Any, day: date, run_for: str = "5", **corrections: Any) -> Iterator[datetime]:
    """Submit, the first time when the service has run for so many working days, later with corrections."""
    if story.filing is None:
        yield from started(story, story.days.back(day, 2), story.days.back(day, int(run_for)))
    yield story.at_work(day)
    story.rounds += 1
    workflow.save_answers(story.filing.pk, by=story.party.owner, **corrections)
    workflow.submit(story.filing.pk, story.rounds, by=story.party.owner)


def withdrawn(story: Any, day: date) -> Iterator[datetime]:
    yield from submitted(story, story.days.back(day, 3))
    yield story.at_work(day)
    workflow.withdraw(story.filing.pk, by=story.party.owner)
