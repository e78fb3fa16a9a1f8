from datetime import timedelta

import pytest
import time_machine

from filing_portal.base import clock
from filing_portal.terms.models import Term
from filing_portal.tests.factories import make_entry, make_filing, make_inspection, make_provider, make_user, owner_of
from filings.states import Status
from filings.workflow import save_answers

pytestmark = pytest.mark.django_db

DASHBOARD = "/dashboard/"


@pytest.fixture
def provider(client):
    provider = make_provider()
    client.force_login(owner_of(provider))
    return provider


def titles(response):
    return [item.title for item in response.context["todo"]]


def test_an_account_without_a_provider_is_invited_to_register(client):
    client.force_login(make_user())

    response = client.get(DASHBOARD)

    assert response.context["is_member"] is False
    assert "/provider/register/" in response.content.decode()


def test_a_new_provider_is_invited_to_file(client, provider):
    response = client.get(DASHBOARD)

    assert (list(response.context["rows"]), response.context["todo"], response.context["deadline"]) == ([], [], None)
    assert "/filings/start/" in response.content.decode()


def test_what_ends_first_stands_first_and_is_the_picture(client, provider):
    today = clock.today()
    make_inspection(make_entry(provider, service_name="已备案服务"))
    make_filing(provider, service_name="草稿服务", started_on=today - timedelta(days=12))
    make_filing(provider, Status.RETURNED, service_name="退回服务")
    undated = make_filing(provider, service_name="未定服务")
    save_answers(undated.pk, by=owner_of(provider), started_on=None)

    response = client.get(f"/en{DASHBOARD}")

    assert titles(response) == [
        "Complete and submit “草稿服务”",
        "Correct “退回服务”",
        "Answer the inspection of “已备案服务”",
        "Complete and submit “未定服务”",
    ]
    assert response.context["deadline"].title == "草稿服务: time to file"
    assert [item.left is None for item in response.context["todo"]] == [False, False, False, True]


def test_what_waits_for_the_office_or_is_over_is_not_to_do(client, provider):
    for status in (Status.SUBMITTED, Status.REFUSED, Status.WITHDRAWN):
        make_filing(provider, status)
    make_filing(status=Status.RETURNED)

    response = client.get(DASHBOARD)

    assert (titles(response), response.context["deadline"]) == ([], None)
    assert len(response.context["rows"]) == 3


@time_machine.travel("2026-10-09T12:00:00+08:00")
def test_the_dashboard_costs_the_same_for_one_and_for_many(client, provider, django_assert_num_queries):
    client.get(DASHBOARD)
    for _n in range(2):
        make_filing(provider, Status.RETURNED)
        make_filing(provider)
        # The term lies over National Day: one question is for the notice that says so.
        with django_assert_num_queries(10):
            client.get(DASHBOARD)


def test_time_left_is_measured_by_the_term_s_own_length(client, provider):
    filing = make_filing(provider)
    Term.objects.filter(pk=filing.term.pk).update(working_days=200)

    response = client.get(DASHBOARD)

    assert [item.left.working_days for item in response.context["todo"]] == [200]
    assert response.context["deadline"].working_days == 200
