"""History replayed: the notices of 2019-03-22 and 2020-01-27 are released again over the terms of those days."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pgtrigger
import pytest
import time_machine

from filing_portal.base import clock
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Notice, Shift, Term
from filing_portal.terms.workflow.versions import calendar_of
from filing_portal.tests.releases import administrator, recompute_all

pytestmark = pytest.mark.django_db

BEFORE = Path(__file__).parent / "data" / "days_before_amendment.csv"
ONE_DAY = timedelta(days=1)
# The notice, the one before it, the day on which it was published, the days it changed: the first and the last.
AMENDMENTS = {
    "2019-2": ("2019-1", date(2019, 3, 22), date(2019, 4, 28), date(2019, 5, 5)),
    "2020-2": ("2020-1", date(2020, 1, 27), date(2020, 1, 19), date(2020, 2, 2)),
}


@pytest.fixture(params=AMENDMENTS)
def amendment(request):
    """Start terms of all limits on the evening before: no later notice is released, the one to come waits."""
    former, published_on, _first, _last = AMENDMENTS[request.param]
    calendar_of.cache_clear()
    later = Notice.objects.filter(published_on__gte=published_on)
    with pgtrigger.ignore("terms.Notice:as_released"):
        later.update(status="prepared", released_at=None, valid_from=None)
    waiting = {"prepared_by": administrator(), "prepared_at": at(published_on)}
    Notice.objects.filter(code=request.param).update(**waiting)
    with time_machine.travel(at(published_on) - timedelta(hours=1), tick=False):
        assert workflow.calendar().version == former
        run_terms(published_on)
    with time_machine.travel(at(published_on) + timedelta(hours=9), tick=False):
        yield request.param
    calendar_of.cache_clear()


def at(day: date) -> datetime:
    return clock.end_of(day - ONE_DAY)


def run_terms(published_on: date) -> None:
    """Start every limit on each day of the last five weeks, with the lengths that orders and campaigns set."""
    for number in range(1, 36):
        day = published_on - ONE_DAY * number
        for code in ("decide", "correct", "inspect", "decide-change", "object", "rectify"):
            for length in (10, 20, 30, 45):
                workflow.start(code, day, length)
        for ahead in (60, 75, 90):
            workflow.start("deregister", day + timedelta(ahead))


def days_before(code: str) -> Callable[[date], bool]:
    """Return what was known to be worked before the amendment, from the file and a library: nothing of the portal's."""
    _former, _published_on, first, last = AMENDMENTS[code]
    with BEFORE.open(encoding="utf-8", newline="") as file:
        marks = {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(file)}

    def works(day: date) -> bool:
        if first <= day <= last:
            return marks[day] == "make-up" if day in marks else day.isoweekday() < 6
        return bool(chinese_calendar.is_workday(day))

    return works


def stepped(term: Term, works: Callable[[date], bool]) -> date:
    day, left = term.started_on, term.length.working_days
    while left:
        day += -ONE_DAY if term.limit.is_backward else ONE_DAY
        left -= works(day)
    return day


def release(code: str) -> None:
    notice = Notice.objects.get(code=code)
    workflow.release_notice(notice.pk, by=administrator())
    recompute_all()


def open_terms() -> list[Term]:
    return list(Term.objects.open().select_related("limit").order_by("pk"))


def test_open_terms_move_as_they_did(amendment):
    before = {term.pk: term for term in open_terms()}
    works = days_before(amendment)
    assert [term for term in before.values() if term.due_on != stepped(term, works)] == []
    release(amendment)
    assert workflow.calendar().version == amendment
    directions = set()
    for term in open_terms():
        computed, told = stepped(term, chinese_calendar.is_workday), before[term.pk].due_on
        keeps = term.limit.binds != Limit.Binds.AUTHORITY
        assert term.due_on == (max(computed, told) if keeps else computed)
        assert term.announced_on == (term.due_on if keeps else None)
        directions.add((keeps, (term.due_on > told) - (term.due_on < told), (computed > told) - (computed < told)))
    # Later for both; earlier for the authority alone, where the provider keeps the day that was told.
    assert {(True, 1, 1), (False, 1, 1), (True, 0, -1)} <= directions
    assert ((False, -1, -1) in directions) is (amendment == "2019-2")
    assert not [each for each in directions if each[0] and each[1] < 0]


def test_what_moved_is_listed_and_nothing_else(amendment):
    before = {term.pk: term.due_on for term in open_terms()}
    release(amendment)
    moved = {pk: (day, Term.objects.get(pk=pk).due_on) for pk, day in before.items()}
    moved = {pk: days for pk, days in moved.items() if days[0] != days[1]}
    assert {row.term_id: (row.before_on, row.after_on) for row in Shift.objects.all()} == moved
    assert 0 < len(moved) < len(before)


def test_a_term_started_after_the_release_is_told_the_new_day(amendment):
    release(amendment)
    on = AMENDMENTS[amendment][1]
    for code in ("decide", "rectify"):
        term = workflow.start(code, on, 30)
        assert term.due_on == stepped(term, chinese_calendar.is_workday)
        assert term.counted_by_id == amendment


def test_the_audit_of_that_night_finds_nothing(amendment):
    release(amendment)
    row = workflow.audit(AMENDMENTS[amendment][1])
    assert (row.differences, row.terms, row.notice_id) == (
        0,
        Term.objects.count(),
        Notice.objects.get(code=amendment).pk,
    )


def test_the_file_is_what_ships_as_superseded():
    """The first notice's days that an amendment arranged otherwise are kept in every database."""
    with BEFORE.open(encoding="utf-8", newline="") as file:
        rows = {(row["date"], row["kind"], row["notice"]) for row in csv.DictReader(file)}
    for code in AMENDMENTS:
        former = AMENDMENTS[code][0]
        notices = Notice.objects.filter(published_on__lte=Notice.objects.get(code=former).published_on)
        days = {(str(day.date), day.kind, day.notice.code) for notice in notices for day in notice.days.all()}
        first, last = AMENDMENTS[code][2:]
        assert {row for row in days if str(first) <= row[0] <= str(last)} == {row for row in rows if row[2] == former}
