import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Term
from filing_portal.tests.factories import BECAUSE, make_filing, make_officer, make_provider, owner_of
from filing_portal.tests.releases import administrator, prepared, recompute_all, released
from filing_portal.vault.models import SealedValue
from filings import tasks, workflow
from filings.models import Filing
from filings.snapshots import sha256
from reviews.workflow import send_back

pytestmark = pytest.mark.django_db

# Started 2026-09-22, ten working days end on 2026-10-13; decided within 20 working days.
STARTED = date(2026, 9, 22)


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


def submitted(moment="2026-10-12T09:00", **answers):
    with at(moment):
        return make_filing(make_provider(province="11"), "submitted", **{"started_on": STARTED, **answers})


def returned(moment="2026-10-12T15:00", **answers):
    """Return a filing that was submitted in time and returned; its correction is due on 2026-10-26."""
    filing = submitted(**answers)
    with at(moment):
        send_back(filing.pk, 1, BECAUSE, by=make_officer("11"))
    return Filing.objects.get(pk=filing.pk)


def open_on(*days):
    for day in days:
        with at(f"{day}T12:00"):
            workflow.note_open_day()


@pytest.mark.parametrize(
    ("moment", "late_by"),
    [
        ("2026-10-13T00:00:00", 0),
        ("2026-10-13T23:59:59.999999", 0),
        ("2026-10-14T00:00:00", 1),
        ("2026-10-16T12:00:00", 3),
        ("2026-10-17T12:00:00", 4),  # a Saturday counts as the Monday after it
        ("2026-10-19T12:00:00", 4),
    ],
)
def test_late_is_a_fact_not_a_wall(moment, late_by):
    filing = submitted(moment)
    assert (filing.status, filing.late_by) == ("submitted", late_by)


def test_a_submission_is_frozen_and_waits_for_its_decision():
    filing = submitted()
    [round_] = filing.rounds.all()
    assert (round_.number, round_.submitted_by) == (1, owner_of(filing.provider))
    assert round_.sha256 == sha256(round_.snapshot)
    assert round_.snapshot["service_name"] == filing.service_name
    assert round_.snapshot["name"] == filing.provider.name
    assert round_.snapshot["started_on"] == "2026-09-22"
    assert filing.due_on == round_.term.due_on == date(2026, 11, 9)
    assert filing.reference == "C-2026-000001"
    assert filing.file_term.met_on == date(2026, 10, 12)
    assert (filing.service.name, filing.service.started_on) == (filing.service_name, STARTED)
    assert [letter.kind for letter in Letter.objects.all()] == ["received"]


def test_no_personal_number_enters_a_snapshot_the_ledger_or_a_letter():
    filing = submitted()
    person = SealedValue.objects.get(pk=filing.person_id).unseal()
    [round_] = filing.rounds.all()
    assert round_.snapshot["person"] == {"sealed": str(filing.person_id), "digest": filing.person.digest}
    written = json.dumps([round_.snapshot, *Event.objects.values("before", "after")], ensure_ascii=False)
    written += "".join(letter.subject + letter.body for letter in Letter.objects.all())
    assert [value for value in person.values() if value in written] == []


def test_references_follow_one_another_within_a_year():
    assert [submitted().reference for _ in range(2)] == ["C-2026-000001", "C-2026-000002"]
    assert submitted("2027-01-04T09:00").reference == "C-2027-000001"


def test_the_reference_of_a_refused_submission_is_given_to_the_next():
    filing = make_filing(server_address="")
    with pytest.raises(ValidationError):
        workflow.submit(filing.pk, 1, by=owner_of(filing.provider))
    assert submitted().reference == "C-2026-000001"


def test_submitting_asks_everything_again():
    filing = make_filing()
    Filing.objects.filter(pk=filing.pk).update(service_name="", web_address="ftp://x", category="none", forms=["x"])
    with pytest.raises(ValidationError) as told:
        workflow.submit(filing.pk, 1, by=owner_of(filing.provider))
    assert sorted(told.value.error_dict) == ["category", "forms", "service_name", "web_address"]
    assert Filing.objects.get(pk=filing.pk).status == "draft"
    assert Term.objects.filter(limit__code="decide").count() == 0


def test_only_a_running_service_is_filed():
    with at("2026-10-12T23:59:59"):
        filing = make_filing(started_on=date(2026, 10, 13))
        with pytest.raises(ValidationError):
            workflow.submit(filing.pk, 1, by=owner_of(filing.provider))
    with at("2026-10-13T00:00:00"):
        assert workflow.submit(filing.pk, 1, by=owner_of(filing.provider)).late_by == 0


def test_a_double_click_submits_once():
    filing = submitted()
    events, letters = Event.objects.count(), Letter.objects.count()
    assert workflow.submit(filing.pk, 1, by=owner_of(filing.provider)).reference == filing.reference
    assert (filing.rounds.count(), Event.objects.count(), Letter.objects.count()) == (1, events, letters)


@pytest.mark.parametrize("number", [0, 2, 3])
def test_a_page_out_of_date_submits_nothing(number):
    filing = make_filing()
    with pytest.raises(NotAllowedNow):
        workflow.submit(filing.pk, number, by=owner_of(filing.provider))
    assert filing.rounds.count() == 0


def test_what_has_ended_is_told_as_ended_whatever_its_answers():
    filing = make_filing(status="withdrawn")
    Filing.objects.filter(pk=filing.pk).update(service_name="")
    with pytest.raises(NotAllowedNow) as told:
        workflow.submit(filing.pk, 2, by=owner_of(filing.provider))
    assert getattr(told.value.row, "status", None) == "withdrawn"


def test_a_closed_account_submits_nothing():
    filing = make_filing()
    owner = owner_of(filing.provider)
    owner.is_active = False
    with pytest.raises(PermissionDenied):
        workflow.submit(filing.pk, 1, by=owner)


def test_a_correction_starts_a_round_with_a_time_of_its_own():
    filing = returned()
    with at("2026-10-12T16:00"):
        again = workflow.submit(filing.pk, 2, by=owner_of(filing.provider))
    assert (again.status, again.due_on, again.late_by) == ("submitted", date(2026, 11, 9), 0)
    assert again.reference == filing.reference
    assert [each.number for each in again.rounds.all()] == [1, 2]
    assert Term.objects.get(pk=filing.term_id).met_on == date(2026, 10, 12)


def test_a_correction_cannot_make_a_filing_late_nor_its_start_day():
    filing = returned()
    owner = owner_of(filing.provider)
    with at("2026-10-26T23:59:59"):
        workflow.save_answers(filing.pk, by=owner, started_on=date(2026, 1, 5))
        again = workflow.submit(filing.pk, 2, by=owner)
    assert again.late_by == 0
    assert again.file_term.due_on == date(2026, 10, 13)
    assert again.rounds.get(number=2).snapshot["started_on"] == "2026-01-05"


def test_a_late_filing_stays_late_when_it_is_corrected():
    filing = submitted("2026-10-14T09:00")
    with at("2026-10-14T10:00"):
        send_back(filing.pk, 1, BECAUSE, by=make_officer("11"))
    with at("2026-10-15T10:00"):
        assert workflow.submit(filing.pk, 2, by=owner_of(filing.provider)).late_by == 1


def test_office_and_county_are_those_of_the_first_submission():
    filing = returned()
    provider = filing.provider
    provider.province, provider.county = "44", "440305"
    provider.save()
    with at("2026-10-13T10:00"):
        again = workflow.submit(filing.pk, 2, by=owner_of(provider))
    assert (again.province, again.county) == ("11", "110108")


def test_an_uncorrected_return_lapses_at_the_end_of_its_day():
    filing = returned()
    assert filing.due_on == date(2026, 10, 26)
    open_on("2026-10-26")
    with at("2026-10-26T23:59:59.999999"):
        tasks.lapse_uncorrected()
        assert Filing.objects.get(pk=filing.pk).status == "returned"
    with at("2026-10-27T00:00:00"):
        tasks.lapse_uncorrected()
        tasks.lapse_uncorrected()
    filing.refresh_from_db()
    assert (filing.status, filing.term, filing.due_on) == ("lapsed", None, None)
    assert Event.objects.filter(verb="lapse", actor=None).count() == 1
    assert Letter.objects.filter(kind="lapsed").count() == 1


@pytest.mark.parametrize(("moment", "passes"), [("2026-10-26T23:59:59.999999", True), ("2026-10-27T00:00:00", False)])
def test_the_wall_stands_before_the_sweep_has_come_by(moment, passes):
    filing = returned()
    owner = owner_of(filing.provider)
    open_on("2026-10-26")
    with at(moment):
        if passes:
            assert workflow.submit(filing.pk, 2, by=owner).status == "submitted"
        else:
            for act in (
                lambda: workflow.submit(filing.pk, 2, by=owner),
                lambda: workflow.save_answers(filing.pk, by=owner, service_name="x"),
            ):
                with pytest.raises(NotAllowedNow):
                    act()
            assert Filing.objects.get(pk=filing.pk).status == "returned"


def test_nothing_lapses_for_a_last_day_on_which_the_portal_was_down():
    filing = returned()
    open_on("2026-10-23")
    with at("2026-10-27T09:00"):
        tasks.lapse_uncorrected()
        assert Filing.objects.get(pk=filing.pk).status == "returned"
        assert workflow.submit(filing.pk, 2, by=owner_of(filing.provider)).status == "submitted"


def test_a_day_lost_is_made_up_by_the_next_day_the_portal_is_open():
    filing = returned()
    with at("2026-10-28T09:00"):
        tasks.lapse_uncorrected()
    assert Filing.objects.get(pk=filing.pk).status == "returned"
    with at("2026-10-29T00:00"):
        tasks.lapse_uncorrected()
    assert Filing.objects.get(pk=filing.pk).status == "lapsed"


def test_an_open_day_is_noted_once():
    with at("2026-10-26T09:00"):
        workflow.note_open_day()
        workflow.note_open_day()
    assert [run.slot for run in ScheduleRun.objects.all()] == ["2026-10-26"]


def test_a_withdrawn_filing_waits_for_nobody():
    filing = submitted()
    with at("2026-10-14T09:00"):
        workflow.withdraw(filing.pk, by=owner_of(filing.provider))
    term = filing.term
    filing.refresh_from_db()
    term.refresh_from_db()
    assert (filing.status, filing.term, filing.due_on) == ("withdrawn", None, None)
    assert term.met_on == date(2026, 10, 14)
    with pytest.raises(NotAllowedNow):
        workflow.withdraw(filing.pk, by=owner_of(filing.provider))


def test_the_time_to_correct_is_ten_working_days():
    filing = returned()
    assert filing.due_on - date(2026, 10, 12) == timedelta(days=14)


def test_nothing_lapses_on_a_day_that_a_late_notice_can_still_free():
    with at("2026-12-21T10:00"):
        filing = make_filing(status="returned", started_on=date(2026, 12, 15))
    assert (filing.due_on, filing.term.is_provisional) == (date(2027, 1, 5), True)
    for day in ("2027-01-05", "2027-01-07", "2027-01-11"):
        open_on(day)
    # Also beyond the latest day that notices have chosen so far: one has gone beyond it, for 3 September 2015.
    with at("2027-01-11T23:59:59"):
        tasks.lapse_uncorrected()
        assert Filing.objects.get(pk=filing.pk).status == "returned"
        workflow.save_answers(filing.pk, by=owner_of(filing.provider), service_name="仍可补正")
    with at("2027-01-12T00:00"):
        released((date(2027, 1, 1), "holiday"), year=2027)
        recompute_all()
        with pytest.raises(NotAllowedNow):
            workflow.save_answers(filing.pk, by=owner_of(filing.provider), service_name="已逾期")
        tasks.lapse_uncorrected()
    assert Filing.objects.get(pk=filing.pk).status == "lapsed"


def test_nothing_lapses_while_a_notice_that_frees_its_last_day_waits_for_its_release():
    """So it was on 27 January 2020, when the holiday was extended to days that were to come within the week."""
    filing = returned()
    due = filing.due_on
    open_on(due.isoformat(), (due + timedelta(1)).isoformat())
    with at(f"{due}T10:00"):
        notice = prepared((due, "holiday"))
    with at(f"{due + timedelta(1)}T08:00"):
        tasks.lapse_uncorrected()
        assert Filing.objects.get(pk=filing.pk).status == "returned"
        terms.release_notice(notice.pk, by=administrator())
        recompute_all()
        tasks.lapse_uncorrected()
    filing.refresh_from_db()
    assert (filing.status, filing.due_on > due) == ("returned", True)


def test_a_filing_lapses_when_the_notice_that_waited_is_discarded():
    filing = returned()
    due = filing.due_on
    open_on(due.isoformat())
    with at(f"{due}T10:00"):
        notice = prepared((due, "holiday"))
    with at(f"{due + timedelta(1)}T08:00"):
        terms.discard_notice(notice.pk, by=administrator(), note="误录")
        tasks.lapse_uncorrected()
    assert Filing.objects.get(pk=filing.pk).status == "lapsed"


def test_no_release_changes_how_late_the_first_round_was():
    with at("2026-10-19T10:00"):
        filing = make_filing(make_provider(province="11"), "submitted", started_on=date(2026, 9, 22))
    assert filing.late_by == 4
    with at("2026-10-19T11:00"):
        send_back(filing.pk, 1, BECAUSE, by=make_officer(filing.province))
        released((date(2026, 10, 17), "make-up"))
        recompute_all()
    with at("2026-10-20T10:00"):
        again = workflow.submit(filing.pk, 2, by=owner_of(filing.provider))
    assert again.late_by == 4
