"""The inspection's scenes of the demo: asked a year after the filing, answered or not, judged, and asked again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.conf import settings

from inspections import workflow
from registry.models import Entry

INTERVAL = timedelta(days=settings.INSPECTION_INTERVAL_DAYS)
FINDINGS = {"pass_inspection": "", "fail_inspection": "抽查时网站底部未显示备案编号，请整改。"}


def asked(story: Any, day: date) -> Iterator[datetime]:
    """File so early that the schedule asks about the entry just before the day."""
    yield from story.play("filed", story.days.back(day - INTERVAL, 1))
    yield from asked_again(story)


def asked_again(story: Any) -> Iterator[datetime]:
    inspected_on = Entry.objects.values_list("inspected_on", flat=True).get(pk=story.entry.pk)
    slot = cast(date, inspected_on) + INTERVAL
    yield story.at_night(slot)
    story.inspection = workflow.open_inspection(story.entry.pk, slot)


def overdue(story: Any, asked_on: date) -> Iterator[datetime]:
    yield from asked(story, asked_on)
    yield story.at_night(story.inspection.due_on + timedelta(days=1))
    workflow.fall_due(story.inspection.pk)


def answered(story: Any, day: date) -> Iterator[datetime]:
    """Answer, now and then with a correction, what was asked or, if nothing was, is asked six working days before."""
    if story.inspection is None:
        yield from asked(story, story.days.back(day, 6))
    yield story.at_work(day)
    said = f"{story.answers['description']}{day.year} 年起支持在线核验。"
    corrections = {"description": said} if story.rng.random() < 1 / 4 else {}
    workflow.answer(story.inspection.pk, by=story.party.owner, corrections=corrections)


def judged(story: Any, day: date, verb: str) -> Iterator[datetime]:
    yield from answered(story, story.days.back(day, 4))
    yield story.at_work(day)
    getattr(workflow, verb)(story.inspection.pk, by=story.party.officer, finding=FINDINGS[verb])


def kept(story: Any, filed_on: date) -> Iterator[datetime]:
    """File long ago; year after year the entry is asked, answered for and judged."""
    yield from story.play("filed", filed_on)
    while True:
        yield from asked_again(story)
        verb = "pass_inspection" if story.rng.random() < 0.95 else "fail_inspection"
        yield from judged(story, story.days.add(story.inspection.slot, story.rng.randrange(6, 20)), verb)
