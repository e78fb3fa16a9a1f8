"""How far a filing has come, section by section; without a database."""

from datetime import date

import pytest

from filings.catalogue import ANSWERS
from filings.progress import Progress, tasks

TODAY = date(2026, 9, 22)
EMPTY = {item.name: [] if item.kind == "choices" else "" for item in ANSWERS} | {"started_on": None, "person": None}
SERVER = {"server_county": "330106", "server_address": "203.0.113.7"}


def statuses(answers, **options) -> dict[str, Progress]:
    return {task.code: task.status for task in tasks(EMPTY | answers, TODAY, **options)}


def test_the_tasks_are_the_sections_that_are_asked_in_their_order():
    assert list(statuses({})) == ["service", "server", "person"]


def test_nothing_is_begun_in_an_empty_filing():
    assert set(statuses({}).values()) == {Progress.NOT_STARTED}


def test_a_section_with_one_answer_is_in_progress():
    assert statuses({"server_county": "330106"})["server"] == Progress.IN_PROGRESS


def test_a_section_without_a_problem_is_completed_and_the_others_are_not():
    assert statuses(SERVER) == {
        "service": Progress.NOT_STARTED,
        "server": Progress.COMPLETED,
        "person": Progress.NOT_STARTED,
    }


@pytest.mark.parametrize("answers", [{}, {"server_county": "330106"}], ids=["empty", "begun"])
def test_in_a_returned_filing_what_is_missing_needs_correction(answers):
    assert statuses(answers, is_returned=True)["server"] == Progress.NEEDS_CORRECTION


def test_only_a_completed_task_counts_as_completed():
    found = tasks(EMPTY | SERVER, TODAY)
    assert [task.is_completed for task in found] == [False, True, False]


def test_a_section_saved_before_its_server_address_was_checked_is_not_completed():
    old = SERVER | {"server_address": "999.1.1.1\nhello world"}
    assert statuses(old)["server"] == Progress.IN_PROGRESS
    assert statuses(old, is_returned=True)["server"] == Progress.NEEDS_CORRECTION
