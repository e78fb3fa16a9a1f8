"""Who acts in the demo, and when: stories wait for their moments, and all of them together happen in the order of time.

A scene is a generator in an app's `demo.py`, found by its name: it yields the moment it waits for, and what follows
is done by the verbs under the clock set to that moment. Scenes reach one another through `Story.play`, so that no noun
imports the scenes of another one.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from heapq import heapify, heappop, heappush
from random import Random
from typing import Any

from filing_portal.accounts.models import User
from filing_portal.base import clock, parts
from filing_portal.terms.workflow import calendar, one_calendar

Scene = Iterator[datetime]
OPENS, CLOSES, SWEEP = 9 * 3600, 17 * 3600 + 1800, 600  # seconds of the day; the last is the schedule's first run


@cache
def scenes() -> dict[str, Callable[..., Scene]]:
    """Return the scenes of every app by name; raise ValueError when two apps have one of the same name."""
    found: dict[str, Callable[..., Scene]] = {}
    for module in parts.modules("demo"):
        for word, scene in inspect.getmembers(module, inspect.isgeneratorfunction):
            if found.setdefault(word, scene) is not scene:
                raise ValueError(f"Two scenes are called {word}: rename the one in {module.__name__}.")
    return found


@dataclass
class Party:
    """The facts a provider registers with, its account, the officer who decides on its filings, and its row."""

    facts: dict[str, Any]
    owner: User
    officer: User
    provider: Any = None


@dataclass
class Story:
    """One service of a party and what becomes of it up to the day `on`; its scenes keep here the rows they made.

    `answers` are those of the filing, without its start day and its person.
    """

    party: Party
    answers: dict[str, Any]
    rng: Random
    on: date
    filing: Any = None
    entry: Any = None
    inspection: Any = None
    rounds: int = 0
    days: Any = field(default_factory=calendar)

    def play(self, word: str, *arguments: Any, **more: Any) -> Scene:
        return scenes()[word](self, *arguments, **more)

    def at_work(self, day: date) -> datetime:
        """Return a moment in the office hours of the first working day from `day` on."""
        return moment(self.days.add(day - timedelta(days=1), 1), self.rng.randrange(OPENS, CLOSES))

    def at_night(self, day: date) -> datetime:
        """Return the moment of the schedule's first run of the day."""
        return moment(day, SWEEP)


def moment(day: date, second: int = 0) -> datetime:
    """Return the moment at this second of a Shanghai day."""
    return datetime.combine(day, time(), tzinfo=clock.SHANGHAI) + timedelta(seconds=second)


def tell(stories: Iterable[Scene], until: datetime) -> None:
    """Let the stories happen, the earliest act of all of them first; what lies after `until` has not happened yet."""
    waiting = [(at, number, story) for number, story in enumerate(stories) if (at := next(story, None))]
    heapify(waiting)
    with one_calendar():
        while waiting and waiting[0][0] < until:
            at, number, story = heappop(waiting)
            with clock.at(at):
                following = next(story, None)
            if following:
                heappush(waiting, (max(at, following), number, story))
