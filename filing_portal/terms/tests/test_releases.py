"""Versions of calendar and limits: who prepares and releases them, and which one a term stands under."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.base import clock
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import Gone, NotAllowedNow
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Notice, Recomputation, Term
from filing_portal.tests.factories import make_officer, make_provider, owner_of
from filing_portal.tests.releases import (
    FACTS,
    administrator,
    prepared,
    prepared_limit,
    recompute_all,
    released,
    released_limit,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 2)
HOLIDAY = (DAY, "holiday")
NOON = "2026-11-24 12:00+08:00"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


STRANGERS = {
    "reviewer": lambda: make_officer("33", REVIEWER),
    "reviewer of the national office": lambda: make_officer("00", REVIEWER),
    "auditor": lambda: make_officer("00", AUDITOR),
    "system administrator of a province": lambda: make_officer("33", SYSTEM_ADMINISTRATOR),
    "a provider's member": lambda: owner_of(make_provider()),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_prepares_releases_or_discards(who):
    stranger, notice, limit = STRANGERS[who](), prepared(HOLIDAY), prepared_limit("correct", 15, DAY)
    attempts = [
        lambda: prepared(HOLIDAY, by=stranger),
        lambda: prepared_limit("inspect", 20, DAY, by=stranger),
        lambda: workflow.release_notice(notice.pk, by=stranger),
        lambda: workflow.release_limit(limit.pk, by=stranger),
        lambda: workflow.discard_notice(notice.pk, by=stranger, note="重复"),
        lambda: workflow.discard_limit(limit.pk, by=stranger, note="重复"),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert (Notice.objects.prepared().get(), Limit.objects.prepared().get()) == (notice, limit)


def test_the_author_does_not_release():
    author = administrator()
    notice, limit = prepared(HOLIDAY, by=author), prepared_limit("correct", 15, DAY, by=author)
    for attempt in (
        lambda: workflow.release_notice(notice.pk, by=author),
        lambda: workflow.release_limit(limit.pk, by=author),
    ):
        with pytest.raises(NotAllowedNow, match="另一名"):
            attempt()
    assert not Recomputation.objects.exists()
    assert workflow.calendar().version == "2026-1"


def test_a_released_notice_is_the_calendar_from_then_on_and_says_who_did_it():
    one, two = administrator(), administrator()
    notice = prepared(HOLIDAY, by=one)
    assert workflow.calendar().is_workday(DAY)
    workflow.release_notice(notice.pk, by=two)
    notice.refresh_from_db()
    assert (notice.prepared_by, notice.released_by, notice.valid_from) == (one, two, date(2026, 11, 24))
    assert workflow.calendar().version == notice.code == "2026-2"
    assert workflow.calendar().is_workday(DAY) is False
    events = Event.objects.about(notice).order_by("pk").values_list("verb", "actor")
    assert list(events) == [("prepare", one.pk), ("release", two.pk)]
    assert Recomputation.objects.get().notice == notice


def test_what_is_released_or_discarded_is_neither_a_second_time():
    notice = prepared(HOLIDAY)
    workflow.release_notice(notice.pk, by=administrator())
    discarded, limit = prepared((DAY, "make-up")), prepared_limit("correct", 15, DAY)
    workflow.discard_notice(discarded.pk, by=administrator(), note="重复")
    workflow.discard_limit(limit.pk, by=administrator(), note="重复")
    for attempt in (
        lambda: workflow.release_notice(notice.pk, by=administrator()),
        lambda: workflow.discard_notice(notice.pk, by=administrator(), note="重复"),
        lambda: workflow.release_notice(discarded.pk, by=administrator()),
        lambda: workflow.release_limit(limit.pk, by=administrator()),
    ):
        with pytest.raises(NotAllowedNow):
            attempt()
    assert Recomputation.objects.count() == 1


def test_what_waits_when_another_notice_is_released_is_discarded_and_prepared_anew():
    notice = prepared(HOLIDAY)
    released((date(2026, 12, 3), "holiday"))
    with pytest.raises(NotAllowedNow):
        workflow.release_notice(notice.pk, by=administrator())
    notice.refresh_from_db()
    event = Event.objects.about(notice).last()
    assert (notice.status, event.verb, event.actor, event.note) == ("discarded", "overtake", None, "2026-3")
    released(HOLIDAY)
    assert workflow.calendar().version == "2026-4"
    assert [workflow.calendar().is_workday(day) for day in (DAY, date(2026, 12, 3))] == [False, False]


def test_an_older_notice_does_not_come_over_a_newer_one():
    released(HOLIDAY)
    with time_machine.travel("2026-11-23T10:00+08:00"), pytest.raises(ValidationError) as refused:
        prepared((date(2026, 12, 3), "holiday"))
    assert list(refused.value.message_dict) == ["published_on"]


def test_a_clock_that_was_set_back_hides_no_release():
    released(HOLIDAY)
    later = prepared((date(2026, 12, 3), "holiday"))
    with time_machine.travel("2026-11-23 12:00+08:00"):
        workflow.release_notice(later.pk, by=administrator())
    assert workflow.calendar().version == "2026-3"
    assert workflow.calendar().is_workday(DAY) is False


def test_a_notice_that_is_not_there_is_not_found():
    with pytest.raises(Gone):
        workflow.release_notice(0, by=administrator())


def test_notices_of_a_year_are_numbered():
    codes = [prepared((day, "holiday")).code for day in (DAY, date(2026, 12, 3), date(2027, 1, 1))]
    assert codes == ["2026-2", "2026-3", "2027-1"]


def test_a_calendar_inside_a_request_stays_the_same_one():
    with workflow.one_calendar():
        before = workflow.calendar()
        released(HOLIDAY)
        assert workflow.calendar() is before
    assert workflow.calendar().version == "2026-2"


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


def test_the_same_facts_are_prepared_once_and_other_facts_again():
    author = administrator()
    assert prepared(HOLIDAY, by=author) == prepared(HOLIDAY, by=author)
    assert prepared((DAY + timedelta(1), "holiday"), by=author).code == "2026-3"
    assert Notice.objects.prepared().filter(title=FACTS["title"]).count() == 2
