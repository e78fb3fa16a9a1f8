from datetime import UTC, datetime, timedelta

import pytest

from demo import stage
from filing_portal.base import clock

pytestmark = pytest.mark.django_db  # the calendar in force is asked for once
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def story(name: str, told: list, *days: int):
    for day in days:
        yield FIRST + timedelta(days=day)
        told.append((name, clock.now()))


def test_acts_of_many_stories_happen_in_the_order_of_time_under_the_set_clock():
    told: list = []
    stage.tell([story("a", told, 1, 4), story("b", told, 2, 3)], FIRST + timedelta(days=9))
    assert told == [(name, FIRST + timedelta(days=day)) for day, name in enumerate("abba", start=1)]


def test_what_lies_after_the_end_does_not_happen():
    told: list = []
    stage.tell([story("a", told, 1, 5), story("b", told, 7)], FIRST + timedelta(days=5))
    assert told == [("a", FIRST + timedelta(days=1))]


def test_a_story_never_goes_back_in_time():
    told: list = []
    stage.tell([story("a", told, 3, 1)], FIRST + timedelta(days=9))
    assert [at for _name, at in told] == [FIRST + timedelta(days=3)] * 2


def test_the_scenes_of_every_noun_are_found_by_name():
    found = stage.scenes()
    assert {found[word].__module__ for word in ("registered", "submitted", "filed", "acted", "asked")} == {
        *("providers.demo", "filings.demo", "reviews.demo", "registry.demo", "inspections.demo")
    }
