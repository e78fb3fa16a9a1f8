"""Every time limit of the table of terms, as a function and as a running term; whom a told day binds; own lengths."""

from datetime import date

import pytest

from filing_portal.terms import workflow
from filing_portal.terms.limits import LIMITS
from filing_portal.terms.models import Limit, Term
from filing_portal.workdays import shipped
from filing_portal.workdays.engine import Events, reckon
from filing_portal.workdays.tests.known import known

pytestmark = pytest.mark.django_db

# Rule, what happened on which day, own length, due day: each counted by hand on the State Council's calendar.
TERMS = [
    ("file", date(2026, 9, 22), None, date(2026, 10, 13)),  # T1
    ("change", date(2026, 9, 22), None, date(2026, 9, 30)),  # T2
    ("deregister", date(2026, 10, 13), None, date(2026, 8, 26)),  # T3, backward
    ("decide", date(2025, 1, 10), None, date(2025, 2, 13)),  # T4 and T5
    ("decide", date(2025, 9, 15), None, date(2025, 10, 17)),
    ("decide", date(2026, 10, 12), None, date(2026, 11, 9)),
    ("correct", date(2025, 9, 24), None, date(2025, 10, 14)),  # T6
    ("decide-change", date(2026, 10, 12), None, date(2026, 11, 9)),  # T7
    ("inspect", date(2026, 9, 22), None, date(2026, 10, 20)),  # T8
    ("inspect", date(2026, 9, 22), 10, date(2026, 10, 13)),
    ("rectify", date(2026, 1, 10), 10, date(2026, 1, 23)),  # T9, each order sets its own
    ("rectify", date(2026, 9, 18), 1, date(2026, 9, 20)),
    ("object", date(2026, 9, 22), None, date(2026, 10, 13)),  # T10
    ("file-before-2019", date(2018, 5, 1), None, date(2019, 3, 15)),  # T11
    ("file", date(2019, 2, 14), None, date(2019, 3, 15)),
    ("file", date(2019, 2, 15), None, date(2019, 3, 1)),
]


@pytest.mark.parametrize(("code", "on", "length", "due"), TERMS)
def test_every_time_limit_runs_to_its_day(code, on, length, due):
    term = workflow.start(code, on, length)
    term.refresh_from_db()
    assert term.due_on == due
    assert term.due_on == reckon(Events(term.started_on), term.length, known()).due_on
    assert (term.counted_by_id, term.is_provisional, term.met_on) == ("2026-1", False, None)


def test_no_time_limit_is_left_out():
    assert {code for code, *_rest in TERMS} == set(LIMITS) == set(Limit.objects.values_list("code", flat=True))


@pytest.mark.parametrize("code", LIMITS)
def test_a_provider_and_the_public_are_told_their_day_at_once_and_the_authority_is_not(code):
    term = workflow.start(code, date(2026, 9, 22), 10)
    assert term.announced_on == (None if code in ("decide", "decide-change") else term.due_on)


def test_lengths_and_sources_are_those_of_the_law_and_the_policy():
    rows = Limit.objects.order_by("code").values_list(
        "code", "working_days", "article", "is_law", "binds", "is_backward"
    )
    assert list(rows) == [
        ("change", 5, "11(2)", True, "provider", False),
        ("correct", 10, "", False, "provider", False),
        ("decide", 20, "12", True, "authority", False),
        ("decide-change", 20, "", False, "authority", False),
        ("deregister", 30, "11(3)", True, "provider", True),
        ("file", 10, "11(1)", True, "provider", False),
        ("file-before-2019", 20, "23", True, "provider", False),
        ("inspect", 15, "14", False, "provider", False),
        ("object", 10, "", False, "public", False),
        ("rectify", None, "15; 19", False, "provider", False),
    ]
    assert len(shipped.limits()) == len(rows)


def test_an_order_must_say_its_length():
    with pytest.raises(ValueError, match="length"):
        workflow.start("rectify", date(2026, 9, 22))
    assert not Term.objects.exists()


def test_a_deregistration_beyond_the_published_year_is_provisional():
    assert workflow.start("deregister", date(2026, 12, 24)).is_provisional is False
    term = workflow.start("deregister", date(2027, 3, 1))
    assert (term.due_on, term.is_provisional) == (date(2027, 1, 12), True)


def test_a_day_told_before_holds_for_a_term_started_again_for_the_same_event():
    term = workflow.start("file", date(2026, 9, 22), announced_on=date(2026, 10, 15))
    assert term.due_on == term.announced_on == date(2026, 10, 15)
    assert workflow.late_by(term.pk, date(2026, 10, 16)) == 1


def test_a_restarted_term_keeps_its_own_length():
    term = workflow.start("rectify", date(2026, 9, 22), 10)
    workflow.restart(term.pk, date(2026, 9, 18))
    term.refresh_from_db()
    assert (term.working_days, term.due_on) == (10, date(2026, 10, 9))
