import json
from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db

URL = "/api/v1/deadline"
ENGLISH = {"Accept-Language": "en"}
CORRECT = "Correct these parameters and try again: "


def printed(*arguments):
    out = StringIO()
    call_command("deadline", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ({"start": "2026-09-22", "working_days": "10"}, ("2026-09-22", "10")),
        ({"start": "2026-10-13", "working_days": "10", "backward": "true"}, ("2026-10-13", "10", "--backward")),
        ({"start": "2026-12-21", "working_days": "10"}, ("2026-12-21", "10")),
        ({"start": "2027-03-01", "working_days": "30", "backward": "true"}, ("2027-03-01", "30", "--backward")),
        ({"start": "2026-01-01", "working_days": "250"}, ("2026-01-01", "250")),
    ],
)
def test_the_answer_is_that_of_the_command(client, query, arguments):
    response = client.get(URL, query)
    assert response.status_code == 200
    assert json.dumps(response.json()) == json.dumps(printed(*arguments))


def test_forward_is_what_is_meant_without_a_word(client):
    query = {"start": "2026-09-22", "working_days": "10"}
    assert client.get(URL, query).json() == client.get(URL, query | {"backward": "false"}).json()


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({}, f"{CORRECT}start, working_days."),
        ({"start": "22.9.2026", "working_days": "10"}, f"{CORRECT}start."),
        ({"start": "2026-02-30", "working_days": "10"}, f"{CORRECT}start."),
        ({"start": "2026-09-22", "working_days": "0"}, f"{CORRECT}working_days."),
        ({"start": "2026-09-22", "working_days": "251"}, f"{CORRECT}working_days."),
        ({"start": "2026-09-22", "working_days": "ten", "backward": "x"}, f"{CORRECT}working_days, backward."),
        (
            {"start": "1999-01-01", "working_days": "10"},
            "The calendar of working days begins on 2018-12-25: days before it are not counted. Enter that day or a "
            "later one.",
        ),
    ],
)
def test_wrong_parameters_are_told_as_problem_details(client, query, detail):
    response = client.get(URL, query, headers=ENGLISH)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["detail"] == detail


def test_a_day_outside_the_calendar_is_told_in_chinese_too(client):
    told = client.get(URL, {"start": "1999-01-01", "working_days": "10"}).json()
    assert told["detail"] == "工作日历自2018-12-25起，此前的日期不予计算。请输入该日或之后的日期。"


def test_the_interface_is_only_read(client):
    refused = client.post(URL)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert client.head(URL, {"start": "2026-09-22", "working_days": "10"}).content == b""


def test_every_field_is_described(client):
    described = client.get("/api/v1/openapi.json").json()
    parameters = described["paths"]["/api/v1/deadline"]["get"]["parameters"]
    assert [each["name"] for each in parameters] == ["start", "working_days", "backward"]
    assert all(each["description"] for each in parameters)
    fields = described["components"]["schemas"]["DeadlineOut"]["properties"]
    assert list(fields) == ["start", "working_days", "due", "provisional", "days", "earliest", "latest"]
    assert all(field["description"] for field in fields.values())


def test_an_answer_costs_one_question(client, django_assert_num_queries):
    client.get(URL, {"start": "2026-09-22", "working_days": "10"})
    with django_assert_num_queries(1):
        client.get(URL, {"start": "2026-09-22", "working_days": "10"})
