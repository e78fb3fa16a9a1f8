from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow
from filing_portal.terms.models import Day, Limit, Notice, Term
from filing_portal.workdays import shipped

pytestmark = pytest.mark.django_db


def test_every_database_has_the_notices_days_and_limits():
    assert list(Notice.objects.values_list("code", flat=True)) == [row.code for row in shipped.notices()]
    days = Day.objects.values_list("date", "kind", "name", "notice__code")
    assert sorted(days) == sorted([*shipped.days(), *shipped.superseded()])
    assert Limit.objects.count() == len(shipped.limits())


def test_the_calendar_in_force_is_one_question_away(django_assert_num_queries):
    first = workflow.calendar()
    with django_assert_num_queries(1):
        assert workflow.calendar() is first
    assert first.version == "2026-1"
    assert first.last_certain_day == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("limit", "on", "due"),
    [
        ("file", date(2026, 9, 22), date(2026, 10, 13)),
        ("decide", date(2026, 10, 12), date(2026, 11, 9)),
        ("correct", date(2025, 9, 24), date(2025, 10, 14)),
        ("inspect", date(2026, 9, 22), date(2026, 10, 20)),
    ],
)
def test_a_term_starts_with_its_due_day(limit, on, due):
    term = workflow.start(limit, on)
    term.refresh_from_db()
    assert (term.limit.code, term.started_on, term.due_on) == (limit, on, due)
    assert (term.counted_by.code, term.is_provisional, term.met_on) == ("2026-1", False, None)


def test_a_term_that_ends_after_christmas_is_provisional():
    assert workflow.start("file", date(2026, 12, 10)).is_provisional is False
    assert workflow.start("file", date(2026, 12, 11)).is_provisional is True


def test_a_service_older_than_the_provisions_has_twenty_days_from_their_start():
    old, new = workflow.start("file", date(2018, 5, 1)), workflow.start("file", date(2019, 2, 15))
    assert (old.limit.code, old.started_on, old.due_on) == ("file-before-2019", date(2019, 2, 15), date(2019, 3, 15))
    assert (new.limit.code, new.started_on, new.due_on) == ("file", date(2019, 2, 15), date(2019, 3, 1))


def test_a_restarted_term_runs_from_the_new_day_and_forgets_what_was_told():
    term = workflow.start("file", date(2026, 9, 22))
    assert term.announced_on == term.due_on == date(2026, 10, 13)
    workflow.restart(term.pk, date(2018, 5, 1))
    term.refresh_from_db()
    assert (term.limit.code, term.due_on, term.announced_on) == (
        "file-before-2019",
        date(2019, 3, 15),
        date(2019, 3, 15),
    )


def test_a_met_term_is_not_restarted():
    term = workflow.start("file", date(2026, 9, 22))
    workflow.meet(term.pk, date(2026, 9, 23))
    with pytest.raises(Term.DoesNotExist):
        workflow.restart(term.pk, date(2026, 10, 1))


def test_meeting_a_term_tells_how_late_it_was():
    term = workflow.start("file", date(2026, 9, 22))
    assert workflow.late_by(term.pk, date(2026, 10, 15)) == 2
    assert workflow.meet(term.pk, date(2026, 10, 15)) == 2
    term.refresh_from_db()
    assert term.met_on == date(2026, 10, 15)


def test_meeting_a_term_on_its_due_day_is_in_time():
    term = workflow.start("file", date(2026, 9, 22))
    assert workflow.meet(term.pk, date(2026, 10, 13)) == 0


def test_a_term_is_met_once():
    term = workflow.start("file", date(2026, 9, 22))
    workflow.meet(term.pk, date(2026, 10, 13))
    assert workflow.meet(term.pk, date(2026, 10, 30)) == 0
    term.refresh_from_db()
    assert term.met_on == date(2026, 10, 13)


def test_the_limit_of_the_starting_day_holds():
    Limit.objects.create(
        code="correct",
        working_days=15,
        is_law=False,
        valid_from=date(2026, 1, 1),
        status="released",
        released_at=timezone.now(),
    )
    assert workflow.start("correct", date(2025, 9, 24)).due_on == date(2025, 10, 14)
    assert workflow.start("correct", date(2026, 1, 10)).limit.working_days == 15


def test_a_start_outside_the_calendar_is_refused():
    with pytest.raises(ValidationError):
        workflow.start("decide", date(2090, 1, 1))


def a_second_run():
    ScheduleRun.objects.create(name="inspect", slot="2026-09-22")
    ScheduleRun.objects.create(name="inspect", slot="2026-09-22")


def a_run_that_ends_before_it_starts():
    ScheduleRun.objects.create(name="inspect", slot="2026-09-22", finished_at=datetime(2000, 1, 1, tzinfo=UTC))


def a_day_arranged_twice():
    notice = Notice.objects.get(code="2026-1")
    Day.objects.create(date=date(2026, 10, 1), kind="holiday", name="国庆节", notice=notice)


def a_limit_without_a_day():
    Limit.objects.create(code="correct", working_days=0, is_law=False, valid_from=date(2026, 1, 1))


def two_limits_of_one_day():
    Limit.objects.create(
        code="correct",
        working_days=9,
        is_law=False,
        valid_from=date(2019, 2, 15),
        status="released",
        released_at=timezone.now(),
    )


def a_term_that_ends_at_its_start():
    term = workflow.start("decide", date(2026, 9, 22))
    Term.objects.filter(pk=term.pk).update(due_on=term.started_on)


@pytest.mark.parametrize(
    ("breach", "promise"),
    [
        (a_second_run, "a_slot_runs_once"),
        (a_run_that_ends_before_it_starts, "a_run_ends_after_its_start"),
        (a_day_arranged_twice, "a_notice_arranges_a_day_once"),
        (a_limit_without_a_day, "a_limit_lasts_a_day"),
        (two_limits_of_one_day, "a_limit_has_one_version_a_day"),
        (a_term_that_ends_at_its_start, "a_term_ends_on_another_day"),
    ],
)
def test_the_database_keeps_its_promises(breach, promise):
    with pytest.raises(IntegrityError, match=promise):
        breach()
