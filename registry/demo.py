"""The entry's scenes of the demo: what officers did to it after it was filed so many days ago."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from filing_portal.accounts.models import User
from filing_portal.lifecycle import advance
from registry.models import Entry
from registry.states import ACT

Scene = Iterator[datetime]


def suspended(story: Any, ago: int) -> Scene:
    yield from _acted_on(story, ago, "suspend")


def resumed(story: Any, ago: int) -> Scene:
    yield from _acted_on(story, ago, "suspend", "resume")


def deregistered(story: Any, ago: int) -> Scene:
    yield from _acted_on(story, ago, "deregister")


def revoked(story: Any, ago: int) -> Scene:
    yield from _acted_on(story, ago, "suspend", "revoke")


def _acted_on(story: Any, ago: int, *verbs: str) -> Scene:
    yield from story.play("filed", ago)
    for place, verb in enumerate(verbs):
        yield story.at_work(story.ago(ago * 2 // (3 + place)))
        # No role holds this right before enforcement is built; what it leads to can be seen all the same.
        officer = User.objects.get(pk=story.party.officer.pk)
        officer.permissions = officer.permissions | {ACT}
        advance(Entry, story.entry.pk, verb, by=officer)
