"""The entry's scene of the demo: what officers do to it after filing."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from filing_portal.accounts.models import User
from filing_portal.lifecycle import hold, move
from registry.models import Entry
from registry.states import ACT


def acted(story: Any, filed_on: date, *verbs: str) -> Iterator[datetime]:
    """File the service, and carry out these verbs of its entry, each fifteen working days after what came before."""
    yield from story.play("filed", filed_on)
    for place, verb in enumerate(verbs, start=1):
        yield story.at_work(story.days.add(filed_on, 15 * place))
        # No role holds this right before enforcement is built; what it leads to can be seen all the same.
        officer = User.objects.get(pk=story.party.officer.pk)
        officer.post.role.permissions.append(ACT)  # of this reading alone: it is never saved
        move(hold(Entry, story.entry.pk, verb, by=officer), verb, by=officer)
