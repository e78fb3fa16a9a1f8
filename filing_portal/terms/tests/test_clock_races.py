"""Releases, recomputations and verbs at one moment, on real PostgreSQL with real threads: no due day escapes."""

import threading
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from filing_portal.base import clock
from filing_portal.base.invariant import Finding, ask
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.terms import tasks, workflow
from filing_portal.terms.invariants import DUE_DAYS
from filing_portal.terms.models import Limit, Notice, Recomputation, Shift, Term
from filing_portal.terms.workflow import recomputing
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    owner_of,
)
from filing_portal.tests.releases import administrator, prepared, prepared_limit, released
from filing_portal.tests.test_races import at_once, told
from filings import workflow as filings
from filings.invariants import COPIES
from filings.models import Filing
from inspections.workflow import answer
from providers.models import Provider
from reviews.workflow import accept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

PATIENCE = 10


def coming_workday() -> date:
    """Return the third working day from today: every term of ten days and more that starts now counts it."""
    return workflow.calendar().add(clock.today(), 3)


def holiday() -> tuple[date, str]:
    return coming_workday(), "holiday"


def test_two_officers_who_release_two_notices_at_once_release_one():
    one, two = (prepared((day, "holiday")) for day in (coming_workday(), workflow.calendar().add(clock.today(), 4)))
    officers = [administrator(), administrator()]
    results = at_once(
        lambda: workflow.release_notice(one.pk, by=officers[0]),
        lambda: workflow.release_notice(two.pk, by=officers[1]),
    )
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    assert Recomputation.objects.count() == 1
    statuses = Notice.objects.filter(pk__in=[one.pk, two.pk]).order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["discarded", "released"]


def test_one_notice_released_twice_at_once_is_released_once():
    notice, officers = prepared(holiday()), [administrator(), administrator()]
    results = at_once(*(lambda by=by: workflow.release_notice(notice.pk, by=by) for by in officers))
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    assert Recomputation.objects.count() == 1


def test_a_notice_is_released_or_discarded_never_both():
    notice, officers = prepared(holiday()), [administrator(), administrator()]
    results = at_once(
        lambda: workflow.release_notice(notice.pk, by=officers[0]),
        lambda: workflow.discard_notice(notice.pk, by=officers[1], note="重复"),
    )
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    notice.refresh_from_db()
    assert Recomputation.objects.exists() is (notice.status == "released")


def test_two_versions_of_one_day_released_at_once_are_one():
    limits = [prepared_limit("correct", days, clock.today(), running=True) for days in (12, 15)]
    pairs = [(limit.pk, administrator()) for limit in limits]
    results = at_once(*(lambda pk=pk, by=by: workflow.release_limit(pk, by=by) for pk, by in pairs))
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    assert Limit.objects.released().filter(code="correct").count() == 2
    assert Recomputation.objects.count() == 1


def test_a_version_is_brought_into_force_once_by_several_sweeps():
    limit = prepared_limit("correct", 15, clock.today(), running=True)
    Limit.objects.filter(pk=limit.pk).update(status="released", released_by=administrator(), released_at=timezone.now())
    at_once(*[workflow.bring_into_force] * 4)
    assert Recomputation.objects.count() == 1


def test_two_workers_at_once_move_every_term_once(monkeypatch):
    today = clock.today()
    Term.objects.bulk_create(workflow_terms(400, today))
    run = released(holiday())
    monkeypatch.setattr(recomputing, "STEP", Term.objects.latest("pk").pk // 10)
    at_once(*[lambda: workflow.recompute(run.pk)] * 3, *[tasks.sweep_recomputations] * 2)
    tasks.sweep_recomputations()
    run.refresh_from_db()
    assert (run.open_terms, run.done, run.moved) == (400, 400, 400)
    assert not Shift.objects.values("term").annotate(n=Count("pk")).exclude(n=1).exists()
    assert ask(DUE_DAYS).breaches == 0


def workflow_terms(number: int, on: date) -> list[Term]:
    term = workflow.start("decide", on)
    Term.objects.filter(pk=term.pk).delete()
    return [
        Term(limit=term.limit, started_on=on, counted_by_id=term.counted_by_id, due_on=term.due_on)
        for _ in range(number)
    ]


def test_a_term_that_starts_while_a_release_waits_for_it_is_moved_afterwards():
    notice, officer, day = prepared(holiday()), administrator(), clock.today()
    is_started, order, terms = threading.Event(), [], []

    def start_slowly():
        with transaction.atomic():
            terms.append(workflow.start("decide", day))
            is_started.set()
            threading.Event().wait(0.5)  # the release has come by meanwhile, and must wait
            order.append("started")

    def release():
        assert is_started.wait(PATIENCE)
        workflow.release_notice(notice.pk, by=officer)
        order.append("released")

    at_once(start_slowly, release)
    assert order == ["started", "released"]
    assert Term.objects.get(pk=terms[0].pk).counted_by_id == "2026-1"
    tasks.sweep_recomputations()
    after = Term.objects.get(pk=terms[0].pk)
    assert (after.counted_by_id, after.due_on) == (notice.code, workflow.calendar().add(day, 20))
    assert Shift.objects.get().term_id == after.pk


def test_a_term_that_starts_while_a_release_commits_waits_and_counts_by_it():
    notice, officer, day = prepared(holiday()), administrator(), clock.today()
    is_released, order, terms = threading.Event(), [], []

    def release_slowly():
        with transaction.atomic():
            workflow.release_notice(notice.pk, by=officer)
            is_released.set()
            threading.Event().wait(0.5)
            order.append("released")

    def start():
        assert is_released.wait(PATIENCE)
        terms.append(workflow.start("decide", day))
        order.append("started")

    at_once(release_slowly, start)
    assert order == ["released", "started"]
    assert terms[0].counted_by_id == notice.code
    tasks.sweep_recomputations()
    assert not Shift.objects.exists()


def test_terms_started_during_releases_and_recomputations_are_all_right_in_the_end():
    officer, day = administrator(), clock.today()
    calendar = workflow.calendar()
    notices = [prepared((calendar.add(day, n), "holiday")) for n in (2, 3, 4)]

    def release_all():
        for notice in notices:
            workflow.release_notice(notice.pk, by=officer)
            tasks.sweep_recomputations()

    at_once(
        release_all,
        lambda: [workflow.start("decide", day) for _ in range(60)],
        lambda: [workflow.start("correct", day) for _ in range(60)],
        lambda: [tasks.sweep_recomputations() for _ in range(10)],
    )
    tasks.sweep_recomputations()
    assert Term.objects.count() == 120
    assert ask(DUE_DAYS) == Finding(120, 0, ())


def test_a_recomputation_and_people_who_act_on_the_same_rows_never_lock_crosswise(monkeypatch):
    provider, officer = make_provider(province="11"), make_officer("11")
    owner = owner_of(provider)
    waiting = [make_filing(provider, "submitted") for _ in range(6)]
    returned = [make_filing(provider, "returned", officer) for _ in range(6)]
    asked = [(make_inspection(make_entry(each)), owner_of(each)) for each in (make_provider() for _ in range(4))]
    run = released(holiday())
    monkeypatch.setattr(recomputing, "STEP", 7)
    results = at_once(
        lambda: workflow.recompute(run.pk),
        lambda: [accept(each.pk, 1, by=officer) for each in reversed(waiting)],
        lambda: [filings.submit(each.pk, 2, by=owner) for each in reversed(returned)],
        lambda: [answer(each.pk, by=member, corrections={}) for each, member in reversed(asked)],
        lambda: [workflow.start("decide", clock.today()) for _ in range(20)],
    )
    assert told(results) == []
    tasks.sweep_recomputations()
    assert Recomputation.objects.exclude(finished_at=None).count() == 1
    assert [ask(each).examples for each in (DUE_DAYS, COPIES)] == [(), ()]


def test_a_recomputation_waits_for_who_holds_the_filing_and_leaves_the_term_that_was_met():
    filing = make_filing(status="submitted")
    term, run, is_held = Term.objects.get(), released(holiday()), threading.Event()

    def decide_slowly():
        with transaction.atomic():
            Filing.objects.select_for_update().get(pk=filing.pk)
            is_held.set()
            threading.Event().wait(0.5)  # the recomputation has found the term meanwhile
            workflow.meet(term.pk, clock.today())

    def recompute():
        assert is_held.wait(PATIENCE)
        workflow.recompute(run.pk)

    at_once(decide_slowly, recompute)
    term.refresh_from_db()
    assert (term.met_on, term.due_on) == (clock.today(), filing.due_on)
    assert not Shift.objects.filter(term=term).exists()


def test_a_release_that_waits_behind_a_verb_does_not_stop_the_row_the_verb_needs():
    """One submits and holds the version; another holds the row it needs next and waits behind the release."""
    provider = make_provider(province="11")
    owner, officers = owner_of(provider), [administrator(), administrator()]
    filing = make_filing(provider)
    notice = prepared(holiday())
    shared, locked_row = threading.Event(), threading.Event()

    def one():
        with transaction.atomic():
            workflow.start("decide", clock.today())
            shared.set()
            assert locked_row.wait(PATIENCE)
            threading.Event().wait(0.3)
            filings.submit(filing.pk, 1, by=owner)

    def other():
        assert shared.wait(PATIENCE)
        with transaction.atomic():
            Provider.objects.select_for_update().get(pk=provider.pk)
            locked_row.set()
            threading.Event().wait(0.2)
            workflow.start("decide", clock.today())

    def release():
        assert locked_row.wait(PATIENCE)
        threading.Event().wait(0.1)
        workflow.release_notice(notice.pk, by=officers[0])

    at_once(one, other, release)
    tasks.sweep_recomputations()
    assert workflow.calendar().version == notice.code
    assert ask(DUE_DAYS).breaches == 0
