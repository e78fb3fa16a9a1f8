"""Notices and time limits: who prepares, releases and discards them, and by which calendar is counted then."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.ledger.models import Event
from filing_portal.lifecycle import Gone, NotAllowedNow
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Notice, Recomputation
from filing_portal.tests.factories import make_officer, make_provider, owner_of
from filing_portal.tests.releases import (
    FACTS,
    administrator,
    prepared,
    prepared_limit,
    released,
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
    assert (notice.status, event.verb, event.actor) == ("discarded", "overtake", None)
    assert event.after == {"status": "discarded", "overtaken_by": "2026-3"}
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


def test_the_same_facts_are_prepared_once_and_other_facts_again():
    author = administrator()
    assert prepared(HOLIDAY, by=author) == prepared(HOLIDAY, by=author)
    assert prepared((DAY + timedelta(1), "holiday"), by=author).code == "2026-3"
    assert Notice.objects.prepared().filter(title=FACTS["title"]).count() == 2
