from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.base import clock
from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.models import Term
from filing_portal.tests.factories import make_entry, make_inspection, make_officer, make_provider, make_user, owner_of
from filing_portal.tests.releases import recompute_all, released, released_limit
from inspections import tasks, workflow
from inspections.models import Inspection
from registry.models import Entry

pytestmark = pytest.mark.django_db

ISSUED = date(2025, 10, 13)
DUE = ISSUED + timedelta(days=365)


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


@pytest.fixture
def entry():
    with at("2025-10-13T09:00"):
        return make_entry(make_provider(province="11"))


def open_on(day):
    with at(f"{day}T09:00"):
        tasks.open_due()


def opened(entry):
    open_on(DUE)
    return Inspection.objects.get(entry=entry)


def test_an_entry_is_asked_once_a_whole_interval_after_its_issue(entry):
    open_on(DUE - timedelta(days=1))
    assert not Inspection.objects.exists()
    open_on(DUE)
    open_on(DUE)
    open_on(DUE + timedelta(days=1))
    inspection = Inspection.objects.get()
    assert (inspection.entry, inspection.slot, inspection.province) == (entry, DUE, "11")
    assert (DUE, inspection.due_on) == (date(2026, 10, 13), date(2026, 11, 3))
    assert Letter.objects.filter(kind="inspection_opened").count() == 1
    assert Event.objects.filter(verb="open").count() == 1


def test_a_missed_day_is_caught_up(entry):
    open_on(DUE + timedelta(days=20))
    assert Inspection.objects.get().slot == DUE + timedelta(days=20)


def test_each_day_of_the_schedule_is_one_row(entry):
    open_on(DUE)
    open_on(DUE)
    [run] = ScheduleRun.objects.filter(name="open-inspections")
    assert run.slot == DUE.isoformat()
    assert run.finished_at is not None


def test_the_interval_is_a_setting(entry, settings):
    settings.INSPECTION_INTERVAL_DAYS = 30
    open_on(ISSUED + timedelta(days=29))
    assert not Inspection.objects.exists()
    open_on(ISSUED + timedelta(days=30))
    assert Inspection.objects.exists()


@pytest.mark.parametrize("change", [{"status": "suspended"}, {"provider": None, "source": "imported"}])
def test_only_valid_entries_with_a_provider_are_asked(entry, change):
    Entry.objects.update(**change)
    open_on(DUE)
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(("moment", "late_by"), [("2026-11-03T23:59:59.999", 0), ("2026-11-04T00:00", 1)])
def test_an_answer_counts_for_its_day(entry, moment, late_by):
    inspection = opened(entry)
    with at(moment):
        inspection = workflow.answer(inspection.pk, by=owner_of(entry.provider), corrections={}, remark="都对")
    assert (inspection.status, inspection.late_by, inspection.remark) == ("answered", late_by, "都对")
    assert Term.objects.get(pk=inspection.term_id).met_on.isoformat() == moment[:10]


@pytest.mark.parametrize("who", [make_user, make_officer, lambda: owner_of(make_provider())])
def test_only_its_provider_answers(entry, who):
    inspection = opened(entry)
    with pytest.raises(PermissionDenied):
        workflow.answer(inspection.pk, by=who(), corrections={})
    assert Inspection.objects.get().status == "open"
    assert Term.objects.get(pk=inspection.term_id).met_on is None


def test_an_unanswered_inspection_is_overdue_after_its_last_day_and_can_still_be_answered(entry):
    inspection = opened(entry)
    with at("2026-11-03T23:59:59"):
        tasks.mark_overdue()
        assert Inspection.objects.get().status == "open"
    with at("2026-11-04T00:00"):
        tasks.mark_overdue()
        tasks.mark_overdue()
    assert Inspection.objects.get().status == "overdue"
    assert Letter.objects.filter(kind="inspection_overdue").count() == 1
    with at("2026-11-05T09:00"):
        assert workflow.answer(inspection.pk, by=owner_of(entry.provider), corrections={}).late_by == 2


def test_an_answered_inspection_is_never_overdue(entry):
    inspection = opened(entry)
    with at("2026-10-14T09:00"):
        workflow.answer(inspection.pk, by=owner_of(entry.provider), corrections={})
    with at("2026-11-04T09:00"):
        workflow.fall_due(inspection.pk)
    assert Inspection.objects.get().status == "answered"


def test_what_people_wrote_stays_out_of_the_ledger(entry):
    inspection = make_inspection(entry)
    workflow.answer(inspection.pk, by=owner_of(entry.provider), corrections={"client_name": "新"}, remark="我的电话")
    event = Event.objects.about(inspection).last()
    assert (event.verb, sorted(event.after)) == ("answer", ["answered_at", "late_by", "status"])


@pytest.mark.parametrize("name", ["service_name", "name", "county", "web_address", "status", "nothing"])
def test_what_needs_a_change_filing_is_not_corrected(entry, name):
    inspection = make_inspection(entry)
    with pytest.raises(ValidationError) as told:
        workflow.answer(inspection.pk, by=owner_of(entry.provider), corrections={name: "x"})
    assert list(told.value.error_dict) == [name]
    assert Inspection.objects.get(pk=inspection.pk).status == "open"


def test_a_corrected_person_is_stored_sealed_or_not_at_all(entry):
    inspection = make_inspection(entry)
    owner = owner_of(entry.provider)
    with pytest.raises(AttributeError):
        workflow.answer(inspection.pk, by=owner, corrections={"person": {"name": "甲"}})
    person = entry.provider.person
    answered = workflow.answer(inspection.pk, by=owner, corrections={"person": person})
    assert answered.corrections == {"person": {"sealed": str(person.pk), "digest": person.digest}}


def test_a_passed_inspection_publishes_the_corrections_and_counts_anew(entry):
    inspection = opened(entry)
    officer = make_officer("11")
    with at("2026-10-14T09:00"):
        workflow.answer(inspection.pk, by=owner_of(entry.provider), corrections={"client_name": "新客户端"})
    with at("2026-10-15T09:00"):
        passed = workflow.pass_inspection(inspection.pk, by=officer, finding="核对无误")
    entry.refresh_from_db()
    assert (passed.status, passed.finding) == ("passed", "核对无误")
    assert [version.snapshot["client_name"] for version in entry.versions.all()] == ["", "新客户端"]
    assert entry.inspected_on == date(2026, 10, 15)
    event = Event.objects.about(entry).last()
    assert (event.verb, event.after) == ("pass_inspection", {"inspected_on": "2026-10-15"})
    assert event.before == {"inspected_on": entry.issued_on.isoformat()}
    assert Letter.objects.filter(kind="inspection_passed").count() == 1
    open_on(date(2027, 10, 14))
    assert Inspection.objects.count() == 1
    open_on(date(2027, 10, 15))
    assert Inspection.objects.count() == 2


def test_confirming_publishes_no_new_version(entry):
    inspection = make_inspection(entry, "passed")
    assert (inspection.status, entry.versions.count()) == ("passed", 1)


def test_an_inspection_is_failed_with_a_finding(entry):
    inspection = make_inspection(entry, "overdue")
    officer = make_officer("11")
    with pytest.raises(ValidationError):
        workflow.fail_inspection(inspection.pk, by=officer, finding=" ")
    failed = workflow.fail_inspection(inspection.pk, by=officer, finding="网站已无法打开")
    assert (failed.status, failed.finding) == ("not_passed", "网站已无法打开")
    assert Term.objects.get(pk=failed.term_id).met_on is not None
    assert "网站已无法打开" in Letter.objects.get(kind="inspection_failed").body
    assert Event.objects.about(inspection).last().after["status"] == "not_passed"
    told = Event.objects.about(entry).last()
    today = clock.today().isoformat()
    assert (told.verb, told.actor, told.after) == ("fail_inspection", officer, {"inspected_on": today})
    with pytest.raises(NotAllowedNow):
        workflow.pass_inspection(inspection.pk, by=officer)


@pytest.mark.parametrize(("province", "role"), [("44", "reviewer"), ("00", "reviewer"), ("11", "auditor")])
def test_only_a_reviewer_of_the_province_judges(entry, province, role):
    inspection = make_inspection(entry, "answered")
    officer = make_officer(province, role)
    for act in (
        lambda: workflow.pass_inspection(inspection.pk, by=officer),
        lambda: workflow.fail_inspection(inspection.pk, by=officer, finding="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Inspection.objects.get(pk=inspection.pk).status == "answered"


def test_an_entry_judged_today_is_not_opened_twice_for_one_day(entry, settings):
    settings.INSPECTION_INTERVAL_DAYS = 0
    make_inspection(entry, "passed")
    tasks.open_due()
    assert Inspection.objects.count() == 1


def test_an_overdue_inspection_whose_day_moves_on_is_to_be_answered_again_and_can_fall_due_again():
    with time_machine.travel("2026-11-02T10:00+08:00"):
        inspection = make_inspection()
    assert inspection.due_on == date(2026, 11, 23)
    with time_machine.travel("2026-11-24T10:00+08:00"):
        tasks.mark_overdue()
        released_limit("inspect", 30, clock.today(), running=True)
        recompute_all()
        tasks.notify_moved()
        tasks.mark_overdue()
        inspection.refresh_from_db()
        assert (inspection.status, inspection.due_on) == ("open", date(2026, 12, 14))
    with time_machine.travel("2026-12-14T23:59:59+08:00"):
        tasks.mark_overdue()
        assert Inspection.objects.get(pk=inspection.pk).status == "open"
    with time_machine.travel("2026-12-15T00:00+08:00"):
        tasks.mark_overdue()
        tasks.mark_overdue()
    assert Inspection.objects.get(pk=inspection.pk).status == "overdue"
    assert Letter.objects.filter(kind="inspection_overdue").count() == 2


def test_an_inspection_is_not_overdue_while_the_next_notice_can_still_move_its_day():
    with time_machine.travel("2026-12-10T10:00+08:00"):
        inspection = make_inspection()
    assert (inspection.due_on, inspection.term.is_provisional) == (date(2026, 12, 31), True)
    with time_machine.travel("2027-01-11T23:59:59+08:00"):
        tasks.mark_overdue()
        assert Inspection.objects.get(pk=inspection.pk).status == "open"
    with time_machine.travel("2027-01-12T00:00+08:00"):
        released((date(2027, 1, 1), "holiday"), year=2027)
        tasks.mark_overdue()
    assert Inspection.objects.get(pk=inspection.pk).status == "overdue"


def overdue_with_more_time():
    """Return an inspection overdue on 24 November; a longer time is released, and not yet recomputed."""
    with time_machine.travel("2026-11-02T10:00+08:00"):
        inspection = make_inspection()
    with time_machine.travel("2026-11-24T10:00+08:00"):
        tasks.mark_overdue()
        released_limit("inspect", 30, clock.today(), running=True)
    return inspection


def test_an_answer_is_late_by_the_versions_in_force_not_by_what_is_still_to_be_worked_in():
    inspection = overdue_with_more_time()
    with time_machine.travel("2026-11-24T10:01+08:00"):
        workflow.answer(inspection.pk, by=owner_of(inspection.entry.provider), corrections={})
    assert Inspection.objects.get(pk=inspection.pk).late_by == 0


def test_what_has_time_again_is_not_failed_for_being_overdue():
    inspection = overdue_with_more_time()
    officer = make_officer(inspection.province)
    with time_machine.travel("2026-11-24T10:01+08:00"):
        with pytest.raises(NotAllowedNow):
            workflow.fail_inspection(inspection.pk, by=officer, finding="未答复")
        recompute_all()
        tasks.mark_overdue()
    assert Inspection.objects.get(pk=inspection.pk).status == "open"
