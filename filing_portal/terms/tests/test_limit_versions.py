"""Versions of time limits: which are refused, and which one a term stands under."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from filing_portal.base import clock
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.terms import workflow
from filing_portal.terms.models import Recomputation, Term
from filing_portal.tests.releases import (
    administrator,
    prepared_limit,
    recompute_all,
    released_limit,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 2)
NOON = "2026-11-24 12:00+08:00"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize("code", ["file", "change", "deregister", "decide", "file-before-2019"])
def test_what_the_law_sets_is_not_changed(code):
    with pytest.raises(ValidationError):
        prepared_limit(code, 15, DAY)


@pytest.mark.parametrize(("working_days", "valid_from"), [(0, DAY), (15, date(2026, 11, 23))])
def test_a_length_below_a_day_and_a_day_in_the_past_are_refused(working_days, valid_from):
    with pytest.raises(ValidationError):
        prepared_limit("correct", working_days, valid_from)


def test_two_versions_of_one_day_are_not_both_released():
    one, two = (prepared_limit("correct", days, DAY) for days in (12, 15))
    workflow.release_limit(one.pk, by=administrator())
    with pytest.raises(NotAllowedNow):
        workflow.release_limit(two.pk, by=administrator())


def test_a_version_whose_first_day_has_passed_is_not_released():
    limit = prepared_limit("correct", 15, date(2026, 11, 24))
    with time_machine.travel("2026-11-25 00:00+08:00"), pytest.raises(NotAllowedNow):
        workflow.release_limit(limit.pk, by=administrator())


def test_a_running_term_keeps_the_version_it_started_under():
    term = workflow.start("correct", date(2026, 11, 23))
    limit = released_limit("correct", 15, date(2026, 11, 24))
    recompute_all()
    term.refresh_from_db()
    assert (term.length.working_days, term.due_on) == (10, date(2026, 12, 7))
    assert workflow.start("correct", date(2026, 11, 24)).limit == limit
    assert workflow.start("correct", date(2026, 11, 23)).length.working_days == 10
    assert not Recomputation.objects.exists()


def test_a_restarted_term_stands_under_the_version_of_its_new_day():
    term = workflow.start("correct", date(2026, 11, 23))
    limit = released_limit("correct", 15, date(2026, 11, 24))
    assert workflow.restart(term.pk, date(2026, 11, 24)).limit == limit
    assert workflow.restart(term.pk, date(2026, 11, 20)).length.working_days == 10


def test_a_version_for_running_terms_moves_them_on_its_day_and_not_before():
    term = workflow.start("correct", date(2026, 11, 23))
    limit = released_limit("correct", 15, DAY, running=True)
    recompute_all()
    assert Term.objects.get(pk=term.pk).due_on == date(2026, 12, 7)
    assert workflow.start("correct", date(2026, 11, 24)).length.working_days == 10
    with time_machine.travel("2026-12-01 23:59:59+08:00"):
        recompute_all()
        assert not Recomputation.objects.exists()
    with time_machine.travel("2026-12-02 00:00+08:00"):
        recompute_all()
        moved = Term.objects.get(pk=term.pk)
        assert (moved.limit, moved.due_on, moved.announced_on) == (limit, date(2026, 12, 14), date(2026, 12, 14))
        assert workflow.start("correct", date(2026, 11, 23)).limit == limit


def test_a_shorter_version_for_running_terms_takes_no_day_that_was_told():
    term = workflow.start("correct", date(2026, 11, 23))
    decide = workflow.start("decide-change", date(2026, 11, 23))
    shorter = released_limit("correct", 5, clock.today(), running=True)
    recompute_all()
    released_limit("decide-change", 15, clock.today(), running=True)
    recompute_all()
    kept, moved = Term.objects.get(pk=term.pk), Term.objects.get(pk=decide.pk)
    assert (kept.limit, kept.due_on, kept.announced_on) == (shorter, date(2026, 12, 7), date(2026, 12, 7))
    assert (moved.due_on, moved.announced_on) == (date(2026, 12, 14), None)
    assert Recomputation.objects.get(limit=shorter).moved == 0


def test_of_several_versions_the_newest_for_running_terms_holds():
    term = workflow.start("inspect", date(2026, 11, 23))
    released_limit("inspect", 16, date(2026, 11, 25))
    third = released_limit("inspect", 20, date(2026, 11, 26), running=True)
    with time_machine.travel("2026-11-27 12:00+08:00"):
        recompute_all()
        assert Term.objects.get(pk=term.pk).limit == third
        assert workflow.start("inspect", date(2026, 11, 25)).limit == third


def test_an_own_length_stays_under_a_new_version():
    term = workflow.start("inspect", date(2026, 11, 23), 12)
    limit = released_limit("inspect", 20, clock.today(), running=True)
    recompute_all()
    after = Term.objects.get(pk=term.pk)
    assert (after.limit, after.due_on) == (limit, term.due_on)


def test_a_version_is_brought_into_force_once():
    released_limit("correct", 15, clock.today(), running=True)
    for _ in range(2):
        workflow.bring_into_force()
    assert Recomputation.objects.count() == 1
