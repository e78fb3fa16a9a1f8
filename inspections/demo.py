"""The inspection's scenes of the demo: asked a year after the filing, answered or not, judged, and asked again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from inspections import workflow
from registry.models import Entry

INTERVAL = timedelta(days=settings.INSPECTION_INTERVAL_DAYS)
FINDING = "抽查时网站底部未显示备案编号，请整改。"
Scene = Iterator[datetime]


def asked(story: Any, day: date) -> Scene:
    """File so early that the schedule asks about the entry just before the day."""
    yield from story.play("filed", story.days.back(day - INTERVAL, 1))
    yield from asked_again(story)


def asked_again(story: Any) -> Scene:
    """Ask when the schedule does, a whole interval after the last time."""
    slot = Entry.objects.values_list("inspected_on", flat=True).get(pk=story.entry.pk) + INTERVAL
    yield story.at_night(slot)
    story.inspection = workflow.open_inspection(story.entry.pk, slot)


def overdue(story: Any, asked_on: date) -> Scene:
    """Ask and get no answer in time."""
    yield from asked(story, asked_on)
    yield story.at_night(story.inspection.due_on + timedelta(days=1))
    workflow.fall_due(story.inspection.pk)


def answered(story: Any, day: date, **corrections: Any) -> Scene:
    yield from asked(story, story.days.back(day, 6))
    yield from answered_on(story, day, **corrections)


def answered_on(story: Any, day: date, **corrections: Any) -> Scene:
    yield story.at_work(day)
    workflow.answer(story.inspection.pk, by=story.party.owner, corrections=corrections)


def passed(story: Any, day: date, passes: bool = True) -> Scene:
    """Judge what was answered with a correction; it passes unless told otherwise."""
    yield from answered(story, story.days.back(day, 4), client_name=f"{story.answers['service_name']} 2.0")
    yield from judged_on(story, day, passes)


def not_passed(story: Any, day: date) -> Scene:
    yield from passed(story, day, passes=False)


def judged_on(story: Any, day: date, passes: bool) -> Scene:
    yield story.at_work(day)
    judge, finding = (workflow.pass_inspection, "") if passes else (workflow.fail_inspection, FINDING)
    judge(story.inspection.pk, by=story.party.officer, finding=finding)


def kept(story: Any, filed_on: date) -> Scene:
    """File long ago; year after year the entry is asked, answered for and judged."""
    yield from story.play("filed", filed_on)
    while True:
        yield from asked_again(story)
        day = story.days.add(story.inspection.slot, story.rng.randrange(1, 15))
        yield from answered_on(story, day)
        yield from judged_on(story, story.days.add(day, story.rng.randrange(1, 9)), story.rng.random() < 0.95)
