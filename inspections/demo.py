"""The inspection's scenes of the demo: asked a year after the filing, answered or not, judged, and asked again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.conf import settings

from inspections import workflow
from registry.models import Entry

TO_ANSWER = 15
FINDING = "抽查时网站底部未显示备案编号，请整改。"
Scene = Iterator[datetime]


def asked(story: Any, left: int) -> Scene:
    """Ask a year after the filing for an answer for which so many working days are left."""
    day = story.days.back(story.due(left), TO_ANSWER)
    yield from story.play("filed", (story.on - day).days + settings.INSPECTION_INTERVAL_DAYS)
    yield from asked_again(story)


def asked_again(story: Any) -> Scene:
    """Ask when the schedule does, a whole interval after the last time."""
    inspected_on = Entry.objects.values_list("inspected_on", flat=True).get(pk=story.entry.pk)
    slot = cast(date, inspected_on) + timedelta(days=settings.INSPECTION_INTERVAL_DAYS)
    yield story.at_night(slot)
    story.inspection = workflow.open_inspection(story.entry.pk, slot)


def overdue(story: Any, left: int) -> Scene:
    yield from asked(story, left)
    yield from fallen_due(story)


def fallen_due(story: Any) -> Scene:
    yield story.at_night(story.inspection.due_on + timedelta(days=1))
    workflow.fall_due(story.inspection.pk)


def answered(story: Any, left: int) -> Scene:
    yield from asked(story, left)
    yield from answered_on(story, story.days.back(story.on, 2))


def answered_on(story: Any, day: date, **corrections: Any) -> Scene:
    yield story.at_work(day)
    workflow.answer(story.inspection.pk, by=story.party.owner, corrections=corrections)


def judged_on(story: Any, day: date, passes: bool) -> Scene:
    yield story.at_work(day)
    judge, finding = (workflow.pass_inspection, "") if passes else (workflow.fail_inspection, FINDING)
    judge(story.inspection.pk, by=story.party.officer, finding=finding)


def passed(story: Any, ago: int, passes: bool = True) -> Scene:
    """Judge so many days ago what was answered with a correction; it passes unless told otherwise."""
    yield from asked(story, TO_ANSWER - 10 - story.days.between(story.ago(ago), story.on))
    day = story.inspection.slot
    yield from answered_on(story, story.days.add(day, 6), client_name=f"{story.answers['service_name']} 2.0")
    yield from judged_on(story, story.days.add(day, 10), passes)


def not_passed(story: Any, ago: int) -> Scene:
    yield from passed(story, ago, passes=False)


def kept(story: Any, ago: int) -> Scene:
    """File long ago; year after year the entry is asked, answered for, now and then late, and judged."""
    yield from story.play("filed", ago)
    while True:
        yield from asked_again(story)
        day = story.days.add(story.inspection.slot, story.rng.randrange(1, TO_ANSWER))
        if story.rng.random() < 0.07:
            yield from fallen_due(story)
            day = story.days.add(story.inspection.due_on, 3)
        yield from answered_on(story, day)
        yield from judged_on(story, story.days.add(day, story.rng.randrange(1, 9)), story.rng.random() < 0.95)
