from datetime import date, timedelta

import pytest
import time_machine

from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.models import Shift
from filing_portal.tests.factories import (
    make_entry,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filing_portal.tests.releases import release_notice
from inspections import tasks, workflow

pytestmark = pytest.mark.django_db

HOLIDAY = "holiday"


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


@pytest.fixture
def inspection():
    """Return an inspection to be answered by Monday 7 December 2026."""
    with at("2026-11-16T10:00"):
        provider = make_provider(make_user(language="en"), province="11")
        return make_inspection(make_entry(provider, service_name="链证"))


def remind_on(day):
    with at(f"{day}T09:00"):
        tasks.remind()


def sent(kind):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def test_in_a_month_of_days_an_inspection_has_three_letters(inspection):
    found = {}
    for number in range(31):
        day = date(2026, 11, 16) + timedelta(days=number)
        before = len(sent("inspection_due"))
        remind_on(day)
        remind_on(day)
        if len(sent("inspection_due")) > before:
            found[day.isoformat()] = sent("inspection_due")[-1]
    number = inspection.entry.full_number
    assert {day: letter.subject for day, letter in found.items()} == {
        "2026-12-02": f"Periodic inspection of {number}: 3 working days left",
        "2026-12-04": f"Periodic inspection of {number}: 1 working day left",
        "2026-12-07": f"Periodic inspection of {number}: today is the last day",
    }
    assert "by Monday 7 December 2026, 24:00 (1 working day left; art. 14)" in found["2026-12-04"].body
    assert found["2026-12-04"].url == f"/en/inspections/{inspection.uuid}/"


def test_what_was_answered_has_no_more_letters(inspection):
    with at("2026-12-03T10:00"):
        workflow.answer(inspection.pk, by=owner_of(inspection.entry.provider), corrections={})
    remind_on("2026-12-04")
    assert sent("inspection_due") == []


def test_a_missed_day_is_caught_up_unless_the_inspection_is_overdue_by_then(inspection):
    remind_on("2026-12-01")
    remind_on("2026-12-03")
    assert [letter.subject.split(": ")[1] for letter in sent("inspection_due")] == ["2 working days left"]
    with at("2026-12-08T09:00"):
        tasks.mark_overdue()
        tasks.remind()
    assert (len(sent("inspection_due")), len(sent("inspection_overdue"))) == (1, 1)
    assert ScheduleRun.objects.get(name="reminders-inspections", slot="2026-12-08").finished_at


def test_a_day_that_moved_is_told_once(inspection):
    with at("2026-11-24T10:00"):
        release_notice((date(2026, 12, 3), HOLIDAY))
        tasks.notify_moved()
        tasks.notify_moved()
    [letter] = sent("deadline_moved")
    assert letter.subject == "New due day for “链证”: 8 December 2026"
    assert "you now have until Tuesday 8 December 2026, 24:00. Before, it was Monday 7 December 2026." in letter.body
    [event] = Event.objects.about(inspection).filter(verb="move_deadline")
    assert (event.before, event.after) == ({"due_on": "2026-12-07"}, {"due_on": "2026-12-08"})


def test_a_moved_day_of_an_answered_inspection_is_not_told(inspection):
    with at("2026-11-24T10:00"):
        release_notice((date(2026, 12, 3), HOLIDAY))
        workflow.answer(inspection.pk, by=owner_of(inspection.entry.provider), corrections={})
        tasks.notify_moved()
    assert sent("deadline_moved") == []
    assert Shift.objects.get().notified_at


def test_after_a_release_the_officers_of_the_office_know_which_inspections_moved_once(inspection):
    reader, elsewhere = make_officer("11", language="en"), make_officer("44")
    with at("2026-11-24T10:00"):
        release_notice((date(2026, 12, 2), HOLIDAY))
        for _ in range(3):
            tasks.notify_moved()
    assert elsewhere not in [letter.to for letter in sent("inspections_moved")]
    [letter] = [letter for letter in sent("inspections_moved") if letter.to == reader]
    assert letter.url == "/console/inspections/inspection/"
    assert letter.subject == "1 open inspection of your office has a new due day"
    number = inspection.entry.full_number
    line = f"- {number} “链证”: Tuesday 8 December 2026, 24:00 (before: Monday 7 December 2026)"
    assert line in letter.body.splitlines()


def test_where_no_inspection_moved_no_officer_is_told(inspection):
    make_officer("11")
    with at("2026-11-24T10:00"):
        release_notice((date(2026, 12, 9), HOLIDAY))
        tasks.notify_moved()
    assert sent("inspections_moved") == []
    assert ScheduleRun.objects.filter(name="moved-inspections").exclude(finished_at=None).count() == 1
