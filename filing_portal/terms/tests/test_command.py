import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from filing_portal.terms.deadline_json import deadline_json
from filing_portal.workdays.calendar import Calendar

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("deadline", *arguments, stdout=out)
    return out.getvalue()


def test_a_deadline_is_one_line_of_json():
    printed = run("2026-09-22", "10")
    told = json.loads(printed)
    assert printed.count("\n") == 1
    assert list(told) == ["start", "working_days", "due", "provisional", "days"]
    assert (told["start"], told["working_days"], told["due"], told["provisional"]) == (
        "2026-09-22",
        10,
        "2026-10-13",
        False,
    )
    assert told["days"][0] == {"date": "2026-09-22", "kind": "workday", "name": "", "n": None}
    assert told["days"][-1] == {"date": "2026-10-13", "kind": "workday", "name": "", "n": 10}
    assert {"date": "2026-10-10", "kind": "make-up", "name": "国庆节", "n": 8} in told["days"]


def test_it_counts_back_from_a_planned_day():
    told = json.loads(run("2026-10-13", "10", "--backward"))
    assert (told["due"], told["days"][0]["date"], told["days"][-1]["n"]) == ("2026-09-22", "2026-10-13", 10)


def test_a_provisional_deadline_has_its_bounds():
    told = json.loads(run("2026-12-21", "10"))
    assert (told["provisional"], list(told)[-2:]) == (True, ["earliest", "latest"])
    assert told["earliest"] <= told["due"] <= told["latest"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("22.9.2026", "10"), "Write the day as year-month-day, such as 2026-09-22, not “22.9.2026”."),
        (("2026-02-30", "10"), "Write the day as year-month-day, such as 2026-09-22, not “2026-02-30”."),
        (("2026-09-22", "0"), "Write the number of working days as a whole number from 1 to 250, not “0”."),
        *(
            (("2026-09-22", text), f"Write the number of working days as a whole number from 1 to 250, not “{text}”.")
            for text in ("251", "１０", "1_0", "+10", "10.0", "99999999")
        ),
        (("2026-09-22", "ten"), "Write the number of working days as a whole number from 1 to 250, not “ten”."),
        (
            ("1999-01-01", "10"),
            "The calendar of working days begins on 2018-12-25: days before it are not counted. Enter that day or a "
            "later one.",
        ),
        (
            ("2056-12-20", "20"),
            "The calendar of working days ends on 2056-12-31. Enter an earlier day or fewer working days.",
        ),
    ],
)
def test_wrong_input_is_refused_with_a_sentence_and_prints_nothing(arguments, sentence, capsys):
    with pytest.raises(CommandError) as refused:
        call_command("deadline", *arguments)
    assert str(refused.value) == sentence
    assert capsys.readouterr().out == ""


def test_counting_back_beyond_the_first_day_is_refused_with_a_sentence_too():
    with pytest.raises(CommandError) as refused:
        run("2019-01-04", "20", "--backward")
    assert str(refused.value) == (
        "Counted back, this goes beyond the calendar of working days, which begins on 2018-12-25. Enter a later day or "
        "fewer working days."
    )


def test_the_shipped_calendar_counts_as_the_one_in_force():
    assert deadline_json(date(2026, 9, 22), 250, Calendar.as_shipped()) == json.loads(run("2026-09-22", "250"))


def test_an_endless_number_is_refused_too():
    with pytest.raises(CommandError):
        run("2026-09-22", "9" * 5000)
