"""What midnight in Shanghai, 16:00 UTC, decides: the day of a submission, what is late, the year, what lapses."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from filing_portal.base import clock
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.models import Term
from filing_portal.tests.factories import make_filing, make_officer, owner_of
from filing_portal.tests.releases import released
from filings import workflow as filings
from filings.models import Filing
from filings.states import Status
from filings.tasks import lapse_uncorrected

pytestmark = pytest.mark.django_db

LAST_MOMENT = timedelta(microseconds=1)
START, DUE = date(2026, 9, 22), date(2026, 10, 13)


def submitted(moment: datetime, **answers) -> Filing:
    with time_machine.travel(moment, tick=False):
        filing = make_filing(**answers)
        return filings.submit(filing.pk, 1, by=owner_of(filing.provider))


@pytest.mark.parametrize(
    ("moment", "late", "day", "decided_by"),
    [
        ("2026-10-13 23:59:59.999+08:00", 0, DUE, date(2026, 11, 10)),
        ("2026-10-13 15:59:59.999+00:00", 0, DUE, date(2026, 11, 10)),
        ("2026-10-14 00:00:00+08:00", 1, date(2026, 10, 14), date(2026, 11, 11)),
        ("2026-10-13 16:00:00+00:00", 1, date(2026, 10, 14), date(2026, 11, 11)),
        ("2026-10-12 16:00:00+00:00", 0, DUE, date(2026, 11, 10)),
    ],
)
def test_the_day_of_a_submission_is_the_one_in_shanghai(moment, late, day, decided_by):
    filing = submitted(datetime.fromisoformat(moment), started_on=START)
    assert filing.late_by == late
    assert Term.objects.get(pk=filing.file_term.pk).met_on == day
    decide = Term.objects.get(pk=filing.term.pk)
    assert (decide.limit.code, decide.started_on, decide.due_on) == ("decide", day, decided_by)


@pytest.mark.parametrize(
    ("moment", "reference", "day"),
    [
        ("2025-12-31 23:59:59.999999+08:00", "C-2025-000001", date(2025, 12, 31)),
        ("2026-01-01 00:00:00+08:00", "C-2026-000001", date(2026, 1, 1)),
        ("2025-12-31 16:00:00+00:00", "C-2026-000001", date(2026, 1, 1)),
    ],
)
def test_the_year_of_a_reference_turns_at_midnight_in_shanghai(moment, reference, day):
    filing = submitted(datetime.fromisoformat(moment))
    assert filing.reference == reference
    term = Term.objects.get(pk=filing.term.pk)
    # 1 to 3 January 2026 are off and Sunday the 4th is worked: from both days it is the first that counts.
    assert (term.started_on, term.due_on) == (day, date(2026, 1, 29))


def test_the_two_sides_of_new_year_count_apart_and_each_without_a_gap():
    before = [submitted(clock.end_of(date(2025, 12, 31)) - LAST_MOMENT).reference for _ in range(2)]
    after = [submitted(clock.end_of(date(2025, 12, 31))).reference for _ in range(2)]
    assert before + after == ["C-2025-000001", "C-2025-000002", "C-2026-000001", "C-2026-000002"]


@pytest.fixture
def returned():
    with time_machine.travel("2026-09-22 10:00+08:00", tick=False):
        filing = make_filing(status="returned", officer=make_officer("33"))
    assert filing.due_on == DUE
    ScheduleRun.objects.create(name=filings.OPEN_DAY, slot=DUE.isoformat())
    return filing


def test_a_return_lapses_at_the_end_of_its_day_and_not_a_moment_before(returned):
    with time_machine.travel(clock.end_of(DUE) - LAST_MOMENT, tick=False):
        lapse_uncorrected()
        assert Filing.objects.get(pk=returned.pk).status == Status.RETURNED
    with time_machine.travel(clock.end_of(DUE), tick=False):
        lapse_uncorrected()
        assert Filing.objects.get(pk=returned.pk).status == Status.LAPSED


def test_in_the_last_moment_of_its_day_a_return_is_still_corrected(returned):
    with time_machine.travel(clock.end_of(DUE) - LAST_MOMENT, tick=False):
        filing = filings.submit(returned.pk, 2, by=owner_of(returned.provider))
        assert filing.status == Status.SUBMITTED
    with time_machine.travel(clock.end_of(DUE), tick=False):
        lapse_uncorrected()
    assert Filing.objects.get(pk=returned.pk).status == Status.SUBMITTED


def test_a_moment_after_its_day_a_return_is_not_corrected_any_more(returned):
    with time_machine.travel(clock.end_of(DUE), tick=False), pytest.raises(NotAllowedNow):
        filings.submit(returned.pk, 2, by=owner_of(returned.provider))


def test_a_service_that_starts_today_is_filed_today_and_not_on_the_day_before():
    moment = datetime(2026, 10, 13, 16, tzinfo=UTC)
    assert submitted(moment, started_on=date(2026, 10, 14)).status == Status.SUBMITTED
    with time_machine.travel(moment - LAST_MOMENT, tick=False):
        assert clock.today() == date(2026, 10, 13)


def test_a_notice_released_in_the_last_minute_keeps_a_return_from_lapsing(returned):
    """The recomputation has not come by yet; the day is longer all the same."""
    with time_machine.travel(clock.end_of(DUE) - timedelta(minutes=1), tick=False):
        released((DUE, "holiday"))
    ScheduleRun.objects.create(name=filings.OPEN_DAY, slot="2026-10-14")
    with time_machine.travel(clock.end_of(DUE), tick=False):
        lapse_uncorrected()
        assert Filing.objects.get(pk=returned.pk).status == Status.RETURNED
    with time_machine.travel(clock.end_of(date(2026, 10, 14)), tick=False):
        lapse_uncorrected()
        assert Filing.objects.get(pk=returned.pk).status == Status.LAPSED
