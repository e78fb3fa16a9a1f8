from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from filing_portal.base.invariant import ask
from filing_portal.letters.models import Letter
from filing_portal.offices.roles import AUDITOR, SYSTEM_ADMINISTRATOR
from filing_portal.schedule.beat import PERIODS, SWEEPS_BETWEEN_DAILY
from filing_portal.terms import tasks, workflow
from filing_portal.terms.invariants import DUE_DAYS
from filing_portal.terms.models import Audit, Limit, Recomputation, Term
from filing_portal.terms.workflow.versions import RECOMPUTING_LOCK
from filing_portal.tests.factories import make_entry, make_filing, make_officer
from filing_portal.tests.releases import administrator, recompute_all, released, released_limit
from filings.models import Filing

pytestmark = pytest.mark.django_db

NIGHT = date(2026, 11, 24)
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def night():
    with time_machine.travel("2026-11-24 00:05+08:00", tick=False):
        yield


@pytest.fixture
def running():
    """Start a term of every kind: forward, backward, told or not, of its own length, beyond the published year."""
    started = [("file", NIGHT, None), ("decide", NIGHT, None), ("rectify", NIGHT, 40), ("inspect", NIGHT, 12)]
    started += [("deregister", date(2027, 3, 1), None), ("correct", date(2026, 12, 20), None)]
    return [workflow.start(*each) for each in started]


def test_books_that_are_right_have_no_difference(running):
    workflow.meet(running[0].pk, NIGHT)
    row = workflow.audit(NIGHT)
    assert (row.terms, row.differences, row.examples, row.notice.code) == (5, 0, [], "2026-1")
    assert not Letter.objects.exists()
    assert ask(DUE_DAYS).breaches == 0


CORRUPTIONS = {
    "due a day later": lambda rows: rows.update(due_on=date(2026, 12, 9)),
    "told a later day": lambda rows: rows.update(announced_on=date(2026, 12, 31)),
    "told an earlier day": lambda rows: rows.update(announced_on=date(2026, 11, 30)),
    "not told": lambda rows: rows.update(announced_on=None),
    "started on a later day": lambda rows: rows.update(started_on=date(2026, 11, 26)),
    "another length": lambda rows: rows.update(working_days=11),
    "certain or not": lambda rows: rows.update(is_provisional=True),
    "started beyond every calendar": lambda rows: rows.update(started_on=date(2150, 1, 1)),
    "longer than every calendar": lambda rows: rows.update(working_days=32000),
    "ending with the last day there is": lambda rows: rows.update(started_on=date(9999, 12, 30)),
}


@pytest.mark.parametrize("what", CORRUPTIONS)
def test_one_corrupted_row_is_seen_and_reported(running, what, caplog):
    reader, _others = administrator(), [make_officer("33", SYSTEM_ADMINISTRATOR), make_officer("00", AUDITOR)]
    term = running[0]
    CORRUPTIONS[what](Term.objects.filter(pk=term.pk))
    row = workflow.audit(NIGHT)
    assert (row.terms, row.differences) == (6, 1)
    assert [example[0] for example in row.examples] == [term.pk]
    written = [record for record in caplog.records if isinstance(record.msg, dict)]
    assert [(record.msg["event"], record.levelname, record.msg["differences"]) for record in written] == [
        ("terms_differ_from_the_oracle", "ERROR", 1)
    ]
    letter = Letter.objects.get(kind="audit_differs")
    assert (letter.to, letter.url) == (reader, f"/console/workdays/audit/{row.pk}/")
    assert "在6个期限中，有1个" in letter.body.replace(" ", "")
    assert ask(DUE_DAYS).examples == (f"term {term.pk}",)
    with pytest.raises(SystemExit):
        call_command("verify_invariants")


def test_a_term_of_the_authority_that_seems_told_is_reported(running):
    Term.objects.filter(pk=running[1].pk).update(announced_on=running[1].due_on)
    assert workflow.audit(NIGHT).differences == 1
    assert ask(DUE_DAYS).breaches == 1


def test_the_examples_show_the_day_on_record_and_the_right_one(running):
    Term.objects.filter(pk=running[1].pk).update(due_on=date(2026, 12, 21))
    assert workflow.audit(NIGHT).examples == [[running[1].pk, "2026-12-21", "2026-12-22"]]


def test_many_differences_are_counted_and_the_first_are_shown():
    for _ in range(30):
        workflow.start("decide", NIGHT)
        workflow.start("file", NIGHT)
    Term.objects.update(due_on=date(2027, 1, 5))
    row = workflow.audit(NIGHT)
    assert (row.terms, row.differences, len(row.examples)) == (60, 60, 2)


def test_twenty_examples_are_kept():
    for day in range(1, 26):
        workflow.start("decide", date(2026, 10, 9) + timedelta(day))
    Term.objects.update(due_on=date(2027, 1, 5))
    row = workflow.audit(NIGHT)
    assert (row.differences, len(row.examples)) == (25, 20)


def test_a_row_that_cannot_be_counted_hides_no_other(running):
    Term.objects.filter(pk=running[0].pk).update(started_on=date(2150, 1, 1))
    Term.objects.filter(pk=running[1].pk).update(due_on=date(2026, 12, 21))
    row = workflow.audit(NIGHT)
    assert row.examples == [[running[0].pk, "2026-12-08", ""], [running[1].pk, "2026-12-21", "2026-12-22"]]


def test_a_term_left_under_a_limit_that_holds_no_more_is_reported(running):
    released_limit("correct", 12, NIGHT, running=True)
    recompute_all()
    assert workflow.audit(NIGHT).differences == 0
    former = Limit.objects.released().filter(code="correct").earliest("valid_from")
    Term.objects.filter(pk=running[5].pk).update(limit=former)
    assert workflow.audit(NIGHT + ONE_DAY).differences == 1


def test_a_copy_in_a_queue_that_differs_is_reported():
    filing = make_filing(status="submitted")
    make_entry()
    assert workflow.audit(NIGHT).differences == 0
    Filing.objects.filter(pk=filing.pk).update(due_on=date(2026, 12, 25))
    row = workflow.audit(NIGHT + ONE_DAY)
    assert (row.differences, row.examples) == (1, [[filing.term_id, "2026-12-25", "2026-12-22"]])


def test_the_audit_waits_for_a_recomputation_at_work(running):
    elsewhere = connection.copy()
    with elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [RECOMPUTING_LOCK])
        assert workflow.audit(NIGHT) is None
    elsewhere.close()
    assert workflow.audit(NIGHT).differences == 0


def test_a_night_is_audited_once(running):
    tasks.audit_terms()
    Term.objects.filter(pk=running[0].pk).update(due_on=date(2026, 12, 9))
    tasks.audit_terms()
    assert Audit.objects.get().differences == 0
    assert workflow.audit(NIGHT + ONE_DAY).differences == 1
    assert list(Audit.objects.values_list("slot", flat=True)) == [NIGHT + ONE_DAY, NIGHT]


def test_the_letter_of_a_night_is_written_once(running):
    administrator()
    Term.objects.filter(pk=running[0].pk).update(due_on=date(2026, 12, 9))
    for night in (NIGHT, NIGHT, NIGHT + ONE_DAY):
        workflow.audit(night)
    assert Letter.objects.filter(kind="audit_differs").count() == 2


def test_a_release_that_is_still_being_worked_in_is_no_difference(running):
    released((date(2026, 12, 2), "holiday"))
    assert workflow.audit(NIGHT) is None
    assert not Audit.objects.exists()
    recompute_all()
    row = workflow.audit(NIGHT)
    assert (row.differences, row.notice.code) == (0, "2026-2")


def test_a_recomputation_that_never_ends_does_not_silence_the_audit(running):
    run = released((date(2026, 12, 2), "holiday"))
    with time_machine.travel("2026-11-24 01:06+08:00"):
        assert workflow.audit(NIGHT).differences == 4
    assert Recomputation.objects.get(pk=run.pk).finished_at is None


def test_the_beat_asks_for_it():
    assert PERIODS[tasks.audit_terms.name] == SWEEPS_BETWEEN_DAILY
    assert PERIODS[tasks.sweep_recomputations.name] == 1


def test_a_limit_that_comes_into_force_at_midnight_is_worked_in_before_the_audit():
    with time_machine.travel("2026-11-23 12:00+08:00"):
        workflow.start("inspect", date(2026, 11, 23))
        released_limit("inspect", 20, NIGHT, running=True)
    tasks.audit_terms()
    assert not Audit.objects.exists()
    tasks.sweep_recomputations()
    tasks.audit_terms()
    assert Audit.objects.get().differences == 0
