from datetime import date

import pytest
from django.core.exceptions import ValidationError

from filing_portal.terms.deadline_json import deadline_json
from filing_portal.terms.tests.test_strip import CALENDAR


def test_the_answer_names_every_day_in_order_of_counting():
    assert deadline_json(date(2026, 9, 30), 3, CALENDAR) == {
        "start": "2026-09-30",
        "working_days": 3,
        "due": "2026-10-10",
        "provisional": False,
        "days": [
            {"date": "2026-09-30", "kind": "workday", "name": "", "n": None},
            *({"date": f"2026-10-0{day}", "kind": "holiday", "name": "国庆节", "n": None} for day in range(1, 8)),
            {"date": "2026-10-08", "kind": "workday", "name": "", "n": 1},
            {"date": "2026-10-09", "kind": "workday", "name": "", "n": 2},
            {"date": "2026-10-10", "kind": "make-up", "name": "国庆节", "n": 3},
        ],
    }


def test_a_backward_answer_begins_with_the_planned_day():
    told = deadline_json(date(2026, 10, 12), 2, CALENDAR, is_backward=True)
    assert told["due"] == "2026-10-09"
    assert [(day["date"], day["kind"], day["n"]) for day in told["days"]] == [
        ("2026-10-12", "workday", None),
        ("2026-10-11", "weekend", None),
        ("2026-10-10", "make-up", 1),
        ("2026-10-09", "workday", 2),
    ]


def test_only_a_provisional_answer_has_bounds():
    told = deadline_json(date(2026, 12, 21), 10, CALENDAR)
    assert (told["provisional"], told["due"]) == (True, "2027-01-05")
    assert (told["earliest"], told["latest"]) == ("2026-12-31", "2027-01-07")
    assert list(deadline_json(date(2026, 9, 22), 10, CALENDAR)) == [
        "start",
        "working_days",
        "due",
        "provisional",
        "days",
    ]


@pytest.mark.parametrize(("start", "n"), [(date(2018, 12, 24), 1), (date(2056, 12, 31), 1), (date(2026, 1, 1), 9**6)])
def test_days_outside_the_calendar_are_refused(start, n):
    with pytest.raises(ValidationError) as refused:
        deadline_json(start, n, CALENDAR)
    assert refused.value.code == "outside_calendar"
