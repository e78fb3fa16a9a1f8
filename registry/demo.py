"""The entry's scene of the demo: what officers do to it after filing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from filing_portal.accounts.models import User
from filing_portal.lifecycle import hold, move
from registry.models import Entry
from registry.states import ACT


def acted(story: Any, ago: int, *verbs: str) -> Iterator[datetime]:
    """File the service so many days ago, and carry out these verbs of its entry one after the other."""
    yield from story.play("filed", ago)
    for place, verb in enumerate(verbs):
        yield story.at_work(story.ago(ago * 2 // (3 + place)))
        # No role holds this right before enforcement is built; what it leads to can be seen all the same.
        officer = User.objects.get(pk=story.party.officer.pk)
        officer.post.role.permissions.append(ACT)  # of this reading alone: it is never saved
        move(hold(Entry, story.entry.pk, verb, by=officer), verb, by=officer)
