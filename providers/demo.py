"""The provider's scene of the demo: its registration."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from providers.workflow import register


def registered(story: Any, at: datetime) -> Iterator[datetime]:
    """Register the story's party at this moment, unless an earlier story of it has done so."""
    yield at
    party = story.party
    if party.provider is None:
        party.provider = register(uuid.uuid4(), by=party.owner, **party.facts)
