from datetime import date, timedelta

import pytest
import time_machine

from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow
from filing_portal.terms.reminders import stage_of, stages
from filing_portal.workdays.calendar import Arranged, Calendar

CALENDAR = Calendar.from_days(
    [
        Arranged(date(2026, 10, 1), "holiday", "国庆节"),
        Arranged(date(2026, 10, 2), "holiday", "国庆节"),
        Arranged(date(2026, 10, 10), "make-up", "国庆节"),
    ],
    2026,
)


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


@pytest.mark.parametrize(
    ("due_on", "days"),
    [
        (date(2026, 11, 26), [(3, "2026-11-23"), (1, "2026-11-25"), (0, "2026-11-26")]),
        # Over a weekend, and over holidays.
        (date(2026, 11, 24), [(3, "2026-11-19"), (1, "2026-11-23"), (0, "2026-11-24")]),
        (date(2026, 10, 6), [(3, "2026-09-29"), (1, "2026-10-05"), (0, "2026-10-06")]),
        # A make-up Saturday counts.
        (date(2026, 10, 12), [(3, "2026-10-08"), (1, "2026-10-10"), (0, "2026-10-12")]),
    ],
)
def test_a_term_comes_to_its_stages_three_and_one_working_days_before_and_on_the_day(due_on, days):
    seen = []
    for number in range(40):
        today = due_on - timedelta(days=30 - number)
        if (stage := stages(today, today, CALENDAR).get(due_on)) is not None:
            seen.append((stage, today.isoformat()))
    assert seen == days


def test_every_day_is_due_at_three_stages_whichever_days_are_run():
    due_days = [date(2026, 9, 1) + timedelta(days=number) for number in range(90)]
    seen: dict[date, list[int]] = {due_on: [] for due_on in due_days}
    for number in range(140):
        today = date(2026, 8, 15) + timedelta(days=number)
        for due_on, stage in stages(today, today, CALENDAR).items():
            seen.get(due_on, []).append(stage)
    assert {tuple(found) for found in seen.values()} == {(3, 1, 0)}


def test_of_the_stages_that_were_missed_only_the_latest_is_told():
    due_on = date(2026, 11, 26)
    assert stages(date(2026, 11, 21), date(2026, 11, 24), CALENDAR)[due_on] == 3
    assert stages(date(2026, 11, 21), date(2026, 11, 25), CALENDAR)[due_on] == 1
    assert stages(date(2026, 11, 21), date(2026, 11, 30), CALENDAR)[due_on] == 0
    assert due_on not in stages(date(2026, 11, 24), date(2026, 11, 24), CALENDAR)
    assert due_on not in stages(date(2026, 11, 27), date(2026, 11, 30), CALENDAR)


def test_before_its_first_stage_a_term_has_none():
    assert stage_of(date(2026, 11, 26), date(2026, 11, 22), CALENDAR) is None
    assert stage_of(date(2026, 11, 26), date(2026, 11, 23), CALENDAR) == (3, date(2026, 11, 23))


@pytest.mark.django_db
def test_a_round_opens_at_eight_and_is_run_once():
    with at("2026-11-24T07:59:59"):
        assert workflow.open_reminders("reminders-test") is None
    with at("2026-11-24T08:00"):
        reminders = workflow.open_reminders("reminders-test")
        assert (reminders.first, reminders.today) == (date(2026, 11, 24), date(2026, 11, 24))
        # Cut short, it goes on.
        assert workflow.open_reminders("reminders-test").run == reminders.run
        reminders.finish()
        assert workflow.open_reminders("reminders-test") is None
    assert ScheduleRun.objects.get(name="reminders-test").slot == "2026-11-24"


@pytest.mark.django_db
def test_missed_days_are_caught_up_from_the_last_round_that_was_finished():
    for day, is_finished in (("2026-11-20", True), ("2026-11-21", False)):
        with at(f"{day}T09:00"):
            reminders = workflow.open_reminders("reminders-test")
            if is_finished:
                reminders.finish()
    with at("2026-11-24T09:00"):
        assert workflow.open_reminders("reminders-test").first == date(2026, 11, 21)
        assert workflow.open_reminders("reminders-other").first == date(2026, 11, 24)
