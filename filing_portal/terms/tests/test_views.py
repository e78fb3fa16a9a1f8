from datetime import date

import pytest
import time_machine
from django.test import Client

from filing_portal.terms.limits import LONGEST
from filing_portal.terms.models import Limit

pytestmark = pytest.mark.django_db

ZH, EN = "/deadline/", "/en/deadline/"
TODAY = "2026-11-24T12:00:00+08:00"


def asked(start=("2026", "9", "22"), working_days="10", **more) -> dict:
    return (
        dict(zip(("start_year", "start_month", "start_day"), start, strict=True))
        | {"working_days": working_days}
        | more
    )


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_empty_calculator_asks_and_offers_the_time_limits(client):
    response = client.get(EN)
    page = words(response)
    assert (response.status_code, response.context["deadline"], response.context["form"].errors) == (200, None, {})
    assert "<title>Work out a deadline - " in page
    assert [limit.limit.code for limit, _is_chosen in response.context["limits"]] == [
        "file",
        "change",
        "deregister",
        "decide",
        "correct",
        "decide-change",
        "inspect",
        "object",
        "file-before-2019",
    ]
    assert 'href="?working_days=10&amp;limit=file"' in page
    assert "10 working days · article 11(1)" in page
    assert "15 working days · article 14, length by policy" in page
    assert "30 working days before · article 11(3)" in page


def test_a_term_is_worked_out_with_its_due_day_and_every_day(client):
    response = client.get(EN, asked())
    page = words(response)
    assert response.context["deadline"].due_on == date(2026, 10, 13)
    assert "10 working days from Tuesday 22 September 2026" in page
    assert "Tuesday 13 October 2026, 24:00" in page
    assert "Saturday 10 October 2026: working day 8, make-up working day" in page
    assert "Work out another deadline" in page
    assert "2026年10月13日（星期二）24时" in words(client.get(ZH, asked()))


@pytest.mark.parametrize("number", ["１０", " 1 0 ", "10.0", "010"])
def test_the_number_is_read_forgivingly(client, number):
    start = ("２０２６", "９", "２２")
    response = client.get(EN, asked(start, number))
    assert response.context["deadline"].due_on == date(2026, 10, 13)


@pytest.mark.parametrize("number", ["", "0", "-1", str(LONGEST + 1), "ten", "1.5", "9" * 5000, "\0"])
def test_a_wrong_number_is_told_at_its_field(client, number):
    response = client.get(EN, asked(working_days=number))
    page = words(response)
    assert response.status_code == 200
    assert response.context["form"].errors == {
        "working_days": ["Enter a whole number of working days from 1 to 250."],
    }
    assert "<title>Error: Work out a deadline - " in page
    assert '<a href="#id_working_days">' in page
    assert response.context["deadline"] is None


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (("", "", ""), "Enter the starting day."),
        (("2026", "", "22"), "The starting day must include a month."),
        (("2026", "2", "30"), "The starting day must be a real date."),
        (
            ("1999", "1", "1"),
            "The calendar of working days begins on 2018-12-25: days before it are not counted. Enter that day or a "
            "later one.",
        ),
        (
            ("2056", "12", "30"),
            "The calendar of working days ends on 2056-12-31. Enter an earlier day or fewer working days.",
        ),
    ],
)
def test_a_wrong_day_is_told_at_its_field(client, start, sentence):
    response = client.get(EN, asked(start))
    assert (response.status_code, response.context["deadline"]) == (200, None)
    assert response.context["form"].errors == {"start": [sentence]}


def test_a_term_whose_latest_day_lies_outside_the_calendar_is_told(client):
    response = client.get(EN, asked(("2056", "10", "1"), "60"))
    assert list(response.context["form"].errors) == ["start"]


def test_an_unknown_direction_is_told(client):
    assert "direction" in client.get(EN, asked(direction="sideways")).context["form"].errors


@time_machine.travel(TODAY)
def test_a_planned_end_is_counted_back_and_the_earliest_one_for_today_is_told(client):
    query = asked(("2026", "12", "20"), "30", direction="backward", limit="deregister")
    response = client.get(EN, query)
    page = words(response)
    assert response.context["deadline"].due_on == date(2026, 11, 9)
    assert "Submit a deregistration: 30 working days back from Sunday 20 December 2026" in page
    assert response.context["ahead"]["on"] == date(2027, 1, 6)
    assert "The earliest lawful termination day for a submission today, Tuesday 24 November 2026, is" in page
    assert "Basis: article 11(3) of the Provisions." in page


def test_a_limit_fills_the_form_in_without_complaining(client):
    response = client.get(EN, {"working_days": "30", "direction": "backward", "limit": "deregister"})
    page = words(response)
    assert (response.context["deadline"], response.context["form"].is_bound) == (None, False)
    assert 'name="working_days" value="30"' in page
    assert response.context["ahead"]["n"] == 30


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"working_days": "10", "limit": "file"}, ["file"]),
        (asked(limit="file"), ["file"]),
        (asked(working_days="11", limit="file"), []),
        ({"working_days": "30", "direction": "backward", "limit": "deregister"}, ["deregister"]),
        ({}, []),
    ],
)
def test_the_limit_that_was_chosen_is_marked(client, query, chosen):
    response = client.get(EN, query)
    assert [limit.limit.code for limit, is_chosen in response.context["limits"] if is_chosen] == chosen
    assert response.text.count('<li class="is-chosen">') == len(chosen)


def test_a_limit_that_was_altered_is_not_named(client):
    assert client.get(EN, asked(limit="file")).context["deadline"].title == "File a new service"
    altered = client.get(EN, asked(working_days="11", limit="file")).context["deadline"]
    assert (altered.title, altered.basis) == ("", "")
    assert client.get(EN, asked(limit="nothing")).context["deadline"].title == ""


def test_the_limit_that_the_provisions_start_is_worked_out_at_once(client):
    limits = client.get(EN).context["limits"]
    query = next(limit.query for limit, _is_chosen in limits if limit.limit.code == "file-before-2019")
    assert client.get(f"{EN}?{query}").context["deadline"].due_on == date(2019, 3, 15)


def test_the_version_of_a_limit_that_is_in_force_is_offered(client):
    Limit.objects.create(
        code="correct", working_days=12, is_law=False, valid_from=date(2026, 1, 1), status="released",
        released_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    Limit.objects.create(code="correct", working_days=13, is_law=False, valid_from=date(2026, 1, 2))
    Limit.objects.create(
        code="correct", working_days=14, is_law=False, valid_from=date(2050, 1, 1), status="released",
        released_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    limits = client.get(EN).context["limits"]
    assert [limit.limit.working_days for limit, _is_chosen in limits if limit.limit.code == "correct"] == [12]


def test_a_provisional_result_says_how_far_it_can_move(client):
    page = words(client.get(EN, asked(("2026", "12", "21"))))
    assert "Provisional: the holidays of 2027 are not published yet. It can still move: at the earliest to" in page


@time_machine.travel(TODAY)
def test_the_title_is_the_answer_and_a_day_that_has_passed_is_said_to_have():
    page = words(Client().get(EN, asked()))
    assert "<title>Tuesday 13 October 2026, 24:00 - Work out a deadline - " in page
    assert "is in time. This day has passed." in page
    assert "This day has passed." not in words(Client().get(EN, asked(("2026", "11", "23"))))


def test_the_longest_term_is_laid_out_by_months(client):
    page = words(client.get(EN, asked(("2025", "1", "2"), "250")))
    assert page.count('<div class="bf-month">') == 13


def test_the_calculator_is_linked_from_footer_home_and_explanation(client):
    for path in ("/en/privacy/", "/en/"):
        assert f'href="{EN}"' in words(client.get(path))


def test_a_result_asks_three_questions(client, django_assert_num_queries):
    client.get(EN, asked())
    with django_assert_num_queries(3):
        client.get(EN, asked())
