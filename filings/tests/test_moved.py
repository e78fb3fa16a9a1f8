"""A release moves due days: the provider reads it once, in a letter and in the filing's history."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils.translation import override

from filing_portal.base.invariant import ask, collected
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import title
from filing_portal.letters.models import Letter
from filing_portal.terms.models import Shift
from filing_portal.terms.tasks import sweep_recomputations
from filing_portal.terms.workflow import notify_moved, notify_moved_of
from filing_portal.tests.factories import make_filing, make_officer, make_provider, make_user, owner_of
from filing_portal.tests.releases import TITLE, release_limit, release_notice
from filings import tasks, workflow
from filings.models import Filing
from reviews.workflow import accept

pytestmark = pytest.mark.django_db

HOLIDAY, MAKE_UP, ORDINARY = "holiday", "make-up", "ordinary"


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


@pytest.fixture(autouse=True)
def day():
    with at("2026-11-16T10:00") as moment:
        yield moment


def a_filing(status="draft", language="en", **answers):
    """Return a filing: a draft is due on Thursday 26 November 2026, a submission on Monday 14 December."""
    provider = make_provider(make_user(language=language), province="11")
    return make_filing(provider, status, **{"started_on": date(2026, 11, 12), "service_name": "链证", **answers})


def letters():
    return Letter.objects.filter(kind="deadline_moved").order_by("pk")


def tell():
    tasks.notify_moved()
    tasks.notify_moved()


def test_a_draft_s_day_that_moved_is_told_once_with_before_after_and_why():
    filing = a_filing()
    release_notice((date(2026, 11, 25), HOLIDAY))
    tell()
    [letter] = letters()
    assert letter.to == owner_of(filing.provider)
    assert letter.subject == "New due day for “链证”: 27 November 2026"
    assert letter.url == f"/en/filings/{filing.uuid}/"
    moved = "you now have until Friday 27 November 2026, 24:00. Before, it was Thursday 26 November 2026."
    assert letter.body.splitlines()[2] == f"File a new service: {moved}"
    assert f"Reason: the State Council has published “{TITLE}”" in letter.body
    [event] = Event.objects.about(filing).filter(verb="move_deadline")
    assert (event.actor, event.province) == (None, "11")
    assert (event.before, event.after) == ({"due_on": "2026-11-26"}, {"due_on": "2026-11-27"})
    assert Shift.objects.get().notified_at


def test_the_letter_speaks_the_reader_s_language():
    a_filing(language="zh-hans")
    release_notice((date(2026, 11, 25), HOLIDAY))
    tell()
    [letter] = letters()
    assert letter.subject == "“链证”的截止日变更为2026年11月27日"
    assert "2026年11月27日（星期五）24时" in letter.body
    assert f"《{TITLE}》" in letter.body
    assert "you" not in letter.body


def test_a_changed_time_limit_says_so():
    a_filing("returned")
    release_limit("correct", 15)
    tell()
    [letter] = letters()
    assert "until Monday 7 December 2026, 24:00. Before, it was Monday 30 November 2026." in letter.body
    reason = "from 16 November 2026 on, the time limit “Correct a returned filing” is 15 working days"
    assert reason in letter.body


def test_the_day_by_which_the_authority_decides_moves_both_ways():
    filing = a_filing("submitted")
    release_notice((date(2026, 11, 28), MAKE_UP))
    tell()
    release_notice((date(2026, 12, 2), HOLIDAY), (date(2026, 12, 3), HOLIDAY))
    tell()
    first, second = (letter.body.splitlines()[2] for letter in letters())
    earlier, later = "Friday 11 December 2026", "Tuesday 15 December 2026"
    said = "Decide on a filing: the authority now has until"
    assert first == f"{said} {earlier}, 24:00. Before, it was Monday 14 December 2026."
    assert second == f"{said} {later}, 24:00. Before, it was {earlier}."
    assert letters()[0].url == f"/en/filings/{filing.uuid}/detail/"


def test_where_nothing_moved_nobody_is_told():
    filing = a_filing()  # told its day, which never gets earlier
    release_notice((date(2026, 11, 21), MAKE_UP))
    tell()
    assert not letters().exists()
    assert not Event.objects.about(filing).filter(verb="move_deadline").exists()


def test_two_releases_before_anybody_was_told_are_one_letter():
    filing = a_filing()
    release_notice((date(2026, 11, 25), HOLIDAY))
    release_notice((date(2026, 11, 26), HOLIDAY))
    assert Shift.objects.filter(notified_at=None).count() == 2
    tell()
    [event] = Event.objects.about(filing).filter(verb="move_deadline")
    assert (event.before, event.after) == ({"due_on": "2026-11-26"}, {"due_on": "2026-11-30"})
    assert letters().count() == 1
    assert not Shift.objects.filter(notified_at=None).exists()


def test_a_day_that_is_back_where_it_was_is_no_letter():
    a_filing("submitted")
    release_notice((date(2026, 11, 25), HOLIDAY))
    release_notice((date(2026, 11, 25), ORDINARY))
    tell()
    assert not letters().exists()
    assert not Shift.objects.filter(notified_at=None).exists()


def test_what_was_submitted_meanwhile_is_not_told():
    filing = a_filing()
    release_notice((date(2026, 11, 25), HOLIDAY))
    workflow.submit(filing.pk, 1, by=owner_of(filing.provider))
    tell()
    assert not letters().exists()
    sweep_recomputations()
    assert Shift.objects.get().notified_at


@pytest.mark.parametrize("end", ["withdraw", "accept", "discard"])
def test_what_ended_meanwhile_is_not_told(end):
    filing = a_filing("draft" if end == "discard" else "submitted")
    release_notice((date(2026, 11, 25), HOLIDAY))
    if end == "accept":
        accept(filing.pk, 1, by=make_officer("11"))
    else:
        getattr(workflow, end)(filing.pk, by=owner_of(filing.provider))
    tell()
    sweep_recomputations()
    assert not letters().exists()
    assert not Shift.objects.filter(notified_at=None).exists()
    notify_moved_of(Filing, filing.pk)  # late


def test_a_start_day_corrected_meanwhile_is_told_by_the_page_alone():
    filing = a_filing()
    release_notice((date(2026, 11, 25), HOLIDAY))
    workflow.save_answers(filing.pk, by=owner_of(filing.provider), started_on=date(2026, 11, 13))
    tell()
    assert not letters().exists()
    assert not Shift.objects.filter(notified_at=None).exists()
    # What moves the new day is told from there.
    release_notice((date(2026, 11, 26), HOLIDAY))
    tell()
    assert [event.before for event in Event.objects.filter(verb="move_deadline")] == [{"due_on": "2026-11-30"}]


def test_a_sweep_takes_the_longest_waiting_and_the_next_one_goes_on():
    filings = [a_filing() for _ in range(3)]
    release_notice((date(2026, 11, 25), HOLIDAY))
    notify_moved(Filing, most=2)
    assert [letter.to for letter in letters()] == [owner_of(filing.provider) for filing in filings[:2]]
    notify_moved(Filing, most=2)
    assert letters().count() == 3


def test_a_moved_day_has_its_own_reminders_and_the_former_one_no_more(day):
    a_filing()
    release_notice((date(2026, 11, 25), HOLIDAY))
    tell()
    for number in range(17, 31):
        day.move_to(datetime.fromisoformat(f"2026-11-{number}T09:00+08:00"))
        tasks.remind()
        tell()
    sent = Letter.objects.filter(kind="filing_due").order_by("pk")
    assert [letter.created_at.date().isoformat() for letter in sent] == ["2026-11-23", "2026-11-26", "2026-11-27"]
    assert letters().count() == 1


def test_the_history_of_the_filing_says_it_and_every_promise_still_holds():
    filing = a_filing()
    a_filing("submitted")
    release_notice((date(2026, 11, 25), HOLIDAY))
    tell()
    with override("en"):
        assert title(Event.objects.about(filing).get(verb="move_deadline")) == "Due day moved"
    broken = {invariant.name: ask(invariant).examples for invariant in collected()}
    assert {name: examples for name, examples in broken.items() if examples} == {}
    assert Filing.objects.count() == 2
