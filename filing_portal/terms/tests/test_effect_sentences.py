"""What the console says of a release: how much it would move, and how far its recomputation is."""

import pytest
from django.utils.translation import override

from filing_portal.base import clock
from filing_portal.terms.admin.effects import shown
from filing_portal.terms.admin.runs import progress
from filing_portal.terms.models import Recomputation
from filing_portal.terms.workflow.effects import Effect, Moving

DAY = clock.today()


def effect_of(moving, listed):
    first = [Moving(number, "decide", DAY, DAY, DAY, 1) for number in range(listed)]
    return shown(Effect(open_terms=12000, kept=0, groups=[("decide", 1, moving)], first=first))


@pytest.mark.parametrize(("moving", "heading"), [(2, "The terms"), (3, "The first 2 terms")])
def test_a_table_that_is_cut_says_how_many_terms_it_names(moving, heading):
    with override("en"):
        assert effect_of(moving, listed=2).first_terms == heading


def test_an_effect_says_how_many_of_all_terms_would_move():
    with override("en"):
        assert effect_of(4286, listed=1).would_move == "4,286 of 12,000 open terms would move."


@pytest.mark.parametrize(
    ("moved", "finished_at", "sentence"),
    [
        (0, None, "Every open term is being worked out again."),
        (1, clock.now(), "Every open term was worked out again: 1 due day has moved."),
        (2, clock.now(), "Every open term was worked out again: 2 due days have moved."),
    ],
)
def test_a_recomputation_says_what_came_of_it(moved, finished_at, sentence):
    with override("en"):
        assert Recomputation(moved=moved, finished_at=finished_at).outcome == sentence


@pytest.mark.parametrize(
    ("reached", "sentence"),
    [
        (0, "It waits for the worker, which begins within seconds."),
        (500_000, "Running: 4,286 of 12,000 open terms looked at."),
    ],
)
def test_a_recomputation_says_how_far_it_is(reached, sentence):
    with override("en"):
        assert progress(Recomputation(reached=reached, done=4286, open_terms=12000)) == sentence
