"""Two workers at one moment tell people something: it is told once."""

import pytest
import time_machine

from filing_portal.base import clock
from filing_portal.feeds.models import Feed
from filing_portal.feeds.workflow import open_feed
from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.terms import workflow
from filing_portal.terms.models import Shift
from filing_portal.tests.factories import make_filing, make_officer, make_provider, make_user
from filing_portal.tests.releases import release_notice
from filing_portal.tests.test_races import at_once, told
from filings import tasks as filing_tasks
from filings import workflow as filings
from filings.models import Filing
from reviews import tasks as review_tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def letters(kind):
    return Letter.objects.filter(kind=kind).count()


@pytest.fixture(autouse=True)
def _morning():
    """Set the clock past eight, whenever the tests are run."""
    with time_machine.travel("2026-11-24T09:00+08:00"):
        yield


def next_working_day():
    return workflow.calendar().add(clock.today(), 1)


def test_two_workers_tell_a_moved_day_once():
    for _ in range(5):
        make_filing(make_provider(province="11"), "submitted")
    make_officer("11")
    release_notice((next_working_day(), "holiday"))
    moved = Shift.objects.filter(notified_at=None).count()
    assert moved == 5
    at_once(*[filing_tasks.notify_moved] * 2, *[review_tasks.notify_moved] * 2)
    assert (letters("deadline_moved"), letters("cases_moved")) == (5, 1)
    assert Event.objects.filter(verb="move_deadline").count() == 5
    assert not Shift.objects.filter(notified_at=None).exists()


def test_two_workers_remind_once():
    provider = make_provider(province="11")
    make_officer("11")
    draft = make_filing(provider)
    case = make_filing(provider, "submitted")
    for filing in (draft, case):
        Filing.objects.filter(pk=filing.pk).update(due_on=clock.today())
    at_once(*[filing_tasks.remind] * 2, *[review_tasks.remind] * 2)
    assert (letters("filing_due"), letters("cases_due")) == (1, 1)


def test_a_letter_about_a_moved_day_and_the_end_of_the_filing_never_wait_for_each_other():
    provider = make_provider(province="11")
    owner = provider.members().get()
    cases = [make_filing(provider, "submitted") for _ in range(10)]
    release_notice((next_working_day(), "holiday"))
    for case in cases:
        results = at_once(
            lambda pk=case.pk: workflow.notify_moved_of(Filing, pk), lambda pk=case.pk: filings.withdraw(pk, by=owner)
        )
        assert told(results) == []
    assert Filing.objects.filter(status="withdrawn").count() == 10
    filing_tasks.notify_moved()
    workflow.pass_over_met()
    for case in cases:
        verbs = list(Event.objects.about(case).values_list("verb", flat=True))
        assert verbs[-1] == "withdraw"  # whatever came first, nothing is told of it afterwards
        assert (
            verbs.count("move_deadline")
            == Letter.objects.filter(url__contains=str(case.uuid), kind="deadline_moved").count()
        )
    assert not Shift.objects.filter(notified_at=None).exists()


def test_two_clicks_leave_one_address():
    user = make_user()
    secrets = at_once(*[lambda: open_feed(by=user)] * 4)
    assert (told(secrets), len(set(secrets))) == ([], 4)
    assert Feed.objects.filter(user=user, revoked_at=None).count() == 1
