import random
from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine

from filing_portal.ledger.models import Event
from filing_portal.terms import tasks, workflow
from filing_portal.terms.models import Limit, Notice, Recomputation, Shift, Term
from filing_portal.terms.workflow import recomputing
from filing_portal.terms.workflow.reckoning import running
from filing_portal.tests.factories import make_filing, make_inspection
from filing_portal.tests.releases import prepared, recompute_all, released, released_limit
from filing_portal.workdays.calendar import Arranged
from filing_portal.workdays.engine import reckon
from filings.models import Filing
from inspections.models import Inspection

pytestmark = pytest.mark.django_db

NOON = "2026-11-24 12:00+08:00"
HOLIDAY, MAKE_UP = (date(2026, 12, 2), "holiday"), (date(2026, 12, 5), "make-up")
# A notice for the next year that also reaches back over New Year, and changes days long known.
SWEEPING = [
    *((date(2026, 12, day), "holiday") for day in (2, 3, 31)),
    *((date(2026, 12, day), "make-up") for day in (5, 26)),
    *((date(2026, 10, day), "ordinary") for day in (7, 10)),
    *((date(2027, 1, day), "holiday") for day in (1, 2, 3, 4)),
    (date(2027, 1, 9), "make-up"),
    *((date(2027, 2, day), "holiday") for day in range(5, 13)),
]


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def made_up_terms(number: int, seed: int) -> None:
    """Make so many terms of every limit, with and without own lengths and told days, right, wrong, open and met."""
    chance, limits = random.Random(seed), list(Limit.objects.all())
    calendar, terms = workflow.calendar(), []
    for _ in range(number):
        limit = chance.choice(limits)
        own = chance.choice([None, None, 1, 7, 45, 60]) if limit.working_days else chance.randint(1, 60)
        start = date(2026, 9, 1) + timedelta(chance.randrange(900 if chance.random() < 0.2 else 200))
        term = Term(limit=limit, working_days=own, started_on=start, counted_by_id=calendar.version)
        reckoning = reckon(term.events, term.length, calendar)
        is_wrong = chance.random() < 0.2
        term.due_on = reckoning.due_on + timedelta(chance.choice([-400, 400]) if is_wrong else 0)
        term.is_provisional = reckoning.is_provisional ^ (chance.random() < 0.1)
        announced_on = reckoning.due_on + timedelta(chance.randint(-9, 9))
        is_possible = not limit.is_backward or announced_on < start  # a day to submit ahead lies before the end
        term.announced_on = chance.choice([None, term.due_on, announced_on if is_possible else None])
        term.met_on = start if chance.random() < 0.1 else None
        terms.append(term)
    Term.objects.bulk_create(terms)


FACTS = ("pk", "limit_id", "due_on", "is_provisional", "announced_on", "counted_by_id")


def as_recorded(**filters) -> list[tuple]:
    return list(Term.objects.filter(**filters).order_by("pk").values_list(*FACTS))


def as_reckoned() -> dict[int, tuple]:
    """Return the limit, due day, provisional or not, and told day of each open term by the engine."""
    calendar, successor = workflow.calendar(), {old.pk: new for old, new in running()}
    found = {}
    for term in Term.objects.open().select_related("limit"):
        term.limit = successor[term.limit_id]
        due = reckon(term.events, term.length, calendar)
        found[term.pk] = (term.limit_id, due.due_on, due.is_provisional, term.announced_on and due.due_on)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_terms_are_what_the_engine_says(seed):
    made_up_terms(1000, seed)
    run = released(*SWEEPING, year=2027)
    before = {row[0]: row for row in as_recorded(met_on=None)}
    met, wanted = as_recorded(met_on__isnull=False), as_reckoned()
    workflow.recompute(run.pk)
    after = {row[0]: row for row in as_recorded(met_on=None)}
    for pk, (limit, due_on, is_provisional, announced_on) in wanted.items():
        is_kept = (before[pk][1], before[pk][2], before[pk][3]) == (limit, due_on, is_provisional)
        assert after[pk] == (before[pk] if is_kept else (pk, limit, due_on, is_provisional, announced_on, "2027-1"))
    assert as_recorded(met_on__isnull=False) == met
    moved = {pk: (before[pk][2], after[pk][2]) for pk in before if before[pk][2] != after[pk][2]}
    assert {row.term_id: (row.before_on, row.after_on) for row in Shift.objects.all()} == moved
    run.refresh_from_db()
    assert (run.open_terms, run.done, run.moved) == (len(before), len(before), len(moved))
    assert run.finished_at


@pytest.mark.parametrize("seed", range(3))
def test_the_effect_shown_before_is_what_the_release_does(seed):
    made_up_terms(500, seed)
    days = [*SWEEPING]
    notice = prepared(*days, year=2027)
    effect = workflow.effect(workflow.calendar_with(arranged(notice), 2027))
    run = released(*days, year=2027)
    workflow.recompute(run.pk)
    run.refresh_from_db()
    calendar = workflow.calendar()
    shifts = list(run.shifts.select_related("term__limit").order_by("term"))
    groups = Counter((row.term.limit.code, calendar.between(row.before_on, row.after_on)) for row in shifts)
    assert {(code, by): number for code, by, number in effect.groups} == groups
    assert (effect.open_terms, effect.moving) == (run.open_terms, run.moved)
    first = [(each.term_id, each.before_on, each.after_on) for each in effect.first]
    assert first == [(row.term_id, row.before_on, row.after_on) for row in shifts[:100]]


def arranged(notice: Notice) -> list[Arranged]:
    return [Arranged(day.date, day.kind, day.name, notice.code) for day in notice.days.all()]


def test_the_effect_of_a_limit_is_what_its_release_does():
    for day in range(10, 24):
        for code in ("correct", "decide-change", "inspect"):
            workflow.start(code, date(2026, 11, day))
    limit = Limit(code="decide-change", working_days=12, valid_from=date(2026, 11, 24), applies_to_running=True)
    limit.binds, limit.pk = Limit.Binds.AUTHORITY, 0
    effect = workflow.effect(limit=limit)
    released_limit("decide-change", 12, date(2026, 11, 24), running=True)
    recompute_all()
    run = Recomputation.objects.get()
    assert effect.moving == run.moved == run.shifts.count() == 14
    assert [(code, by) for code, by, _number in effect.groups] == [("decide-change", -8)]


def test_a_second_run_changes_nothing():
    made_up_terms(300, 9)
    run = released(*SWEEPING, year=2027)
    workflow.recompute(run.pk)
    once = (as_recorded(), list(Shift.objects.values_list()))
    workflow.recompute(run.pk)
    Recomputation.objects.filter(pk=run.pk).update(finished_at=None, reached=0, done=0)
    workflow.recompute(run.pk)
    assert (as_recorded(), list(Shift.objects.values_list())) == once


def test_a_run_cut_short_goes_on_where_it_was(monkeypatch):
    made_up_terms(100, 4)
    run = released(*SWEEPING, year=2027)
    wanted = as_reckoned()
    ids = list(Term.objects.order_by("pk").values_list("pk", flat=True))
    monkeypatch.setattr(recomputing, "STEP", ids[0] + 30)
    assert recomputing.step(run.pk) is True
    run.refresh_from_db()
    assert (run.reached, run.finished_at) == (ids[0] + 30, None)
    untouched = [row for row in as_recorded() if row[0] > ids[0] + 30]
    assert untouched
    assert {row[5] for row in untouched} == {"2026-1"}
    tasks.sweep_recomputations()
    run.refresh_from_db()
    assert run.finished_at
    assert {row[0]: row[1:4] for row in as_recorded(met_on=None)} == {pk: row[:3] for pk, row in wanted.items()}


def test_an_empty_table_is_soon_done():
    run = released(HOLIDAY)
    workflow.recompute(run.pk)
    run.refresh_from_db()
    assert (run.open_terms, run.moved) == (0, 0)
    assert run.finished_at


def test_due_days_copied_by_filings_and_inspections_follow():
    waiting, returned, draft = (make_filing(status=status) for status in ("submitted", "returned", "draft"))
    inspection, refused = make_inspection(), make_filing(status="refused")
    run = released(HOLIDAY, MAKE_UP, (date(2026, 12, 7), "holiday"))
    workflow.recompute(run.pk)
    for model, row in ((Filing, waiting), (Filing, returned), (Filing, draft), (Inspection, inspection)):
        after = model.objects.select_related("term").get(pk=row.pk)
        assert after.due_on == after.term.due_on
    days = (waiting.due_on, Filing.objects.get(pk=waiting.pk).due_on)
    assert days == (date(2026, 12, 22), date(2026, 12, 23))
    days = (inspection.due_on, Inspection.objects.get(pk=inspection.pk).due_on)
    assert days == (date(2026, 12, 15), date(2026, 12, 16))
    assert Filing.objects.get(pk=refused.pk).due_on is refused.due_on is None


def test_the_shown_copy_is_written_beside_the_ledger():
    filing = make_filing(status="submitted")
    events = Event.objects.about(filing).count()
    workflow.recompute(released(HOLIDAY).pk)
    assert Event.objects.about(filing).count() == events


def test_what_cannot_be_counted_any_more_is_left_as_it_is():
    term = workflow.start("decide", date(2026, 11, 24))
    Term.objects.filter(pk=term.pk).update(started_on=date(2056, 12, 30))
    before = as_recorded()
    workflow.recompute(released(HOLIDAY).pk)
    assert as_recorded() == before


def test_two_releases_in_a_row_are_told_apart():
    term = workflow.start("decide", date(2026, 11, 24))
    first = released(HOLIDAY)
    workflow.recompute(first.pk)
    second = released((date(2026, 12, 3), "holiday"))
    workflow.recompute(second.pk)
    days = Shift.objects.order_by("pk").values_list("recomputation", "before_on", "after_on")
    assert list(days) == [
        (first.pk, date(2026, 12, 22), date(2026, 12, 23)),
        (second.pk, date(2026, 12, 23), date(2026, 12, 24)),
    ]
    assert Term.objects.get(pk=term.pk).counted_by_id == second.notice.code == "2026-3"


def test_an_effect_counts_what_keeps_the_day_that_was_told():
    """A day more to work: the provider's term would end earlier and keeps its day, the authority's ends earlier."""
    workflow.start("file", date(2026, 11, 23))
    workflow.start("decide", date(2026, 11, 23))
    effect = workflow.effect(workflow.calendar_with([Arranged(date(2026, 11, 29), "make-up", "元旦")], 2026))
    assert (effect.open_terms, effect.kept, effect.moving) == (2, 1, 1)
    assert effect.groups == [("decide", -1, 1)]
