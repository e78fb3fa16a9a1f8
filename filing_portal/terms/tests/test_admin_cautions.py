"""What the console says about years without a notice, and about versions that wait for their release."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from filing_portal.offices.roles import AUDITOR, SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Notice
from filing_portal.tests.factories import make_officer
from filing_portal.tests.releases import administrator, prepared, prepared_limit
from filing_portal.workdays import notice_table as tables
from filing_portal.workdays.tests.notices import NOTICE_2027

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:terms_notice_import")
WAITS = (
    "The notice for 2027 is prepared and waits for its release by a second system administrator of the national"
    " office: until then every due day after 24 December 2026 is provisional."
)


def sign_in(client, *post):
    officer = make_officer(*post or ("00", SYSTEM_ADMINISTRATOR), language="en")
    client.force_login(officer)
    return officer


def said(client, path="/console/"):
    """Return the sentences above a page, each with where it leads and whether it is calm."""
    return [(caution.text, caution.url, caution.is_calm) for caution in client.get(path).context["cautions"]]


def page_of(row):
    return reverse(f"admin:terms_{row._meta.model_name}_change", args=[row.pk])


def notice_of_2027():
    days = tables.read(NOTICE_2027, 2027, workflow.calendar())
    return prepared(*[(day.date, day.kind) for day in days], year=2027)


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel("2026-11-24T08:00+08:00"):
        yield


@pytest.mark.parametrize("post", [("33", AUDITOR), ("00", SYSTEM_ADMINISTRATOR)])
@pytest.mark.parametrize("path", ["/console/", "/console/workdays/notice/", "/console/workdays/day/"])
def test_a_missing_notice_that_waits_is_said_to_wait_and_read(client, post, path):
    notice = notice_of_2027()
    sign_in(client, *post)
    assert said(client, path) == [(WAITS, page_of(notice), False)]


def test_a_discarded_notice_is_missing_again(client):
    notice = notice_of_2027()
    workflow.discard_notice(notice.pk, by=administrator(), note="录入有误")
    sign_in(client)
    [(text, url, _calm)] = said(client)
    assert (text.startswith("The notice for 2027 is not in the calendar yet"), url) == (True, IMPORT)


def test_who_may_release_reads_calmly_what_waits_for_them(client):
    notice = prepared((date(2026, 12, 2), "holiday"))
    limit = prepared_limit("correct", 15, date(2026, 12, 1))
    sign_in(client)
    assert said(client)[-2:] == [
        ("关于调整节假日安排的通知 waits for your release.", page_of(notice), True),
        ("Correct a returned filing waits for your release.", page_of(limit), True),
    ]
    assert "Read the effect" in client.get("/console/").text


def test_neither_the_author_nor_who_may_not_release_is_asked_to(client):
    author = sign_in(client)
    prepared((date(2026, 12, 2), "holiday"), by=author)
    prepared_limit("correct", 15, date(2026, 12, 1), by=author)
    assert [calm for _text, _url, calm in said(client)] == [False]
    for post in (("33", SYSTEM_ADMINISTRATOR), ("00", AUDITOR)):
        sign_in(client, *post)
        assert [calm for _text, _url, calm in said(client)] == [False]


def test_what_is_released_waits_for_nobody(client):
    notice = prepared((date(2026, 12, 2), "holiday"))
    workflow.release_notice(notice.pk, by=administrator())
    sign_in(client)
    assert [calm for _text, _url, calm in said(client)] == [False]
    assert (Notice.objects.prepared().count(), Limit.objects.prepared().count()) == (0, 0)


@pytest.mark.parametrize("waiting", [0, 20])
def test_the_overview_asks_no_more_the_more_waits(client, django_assert_max_num_queries, waiting):
    for _number in range(waiting):
        prepared((date(2026, 12, 2), "holiday"))
    sign_in(client)
    client.get("/console/")
    with django_assert_max_num_queries(12):
        client.get("/console/")


def test_the_way_to_import_stands_on_the_list_once(client):
    sign_in(client)
    assert client.get("/console/workdays/notice/").text.count(f'href="{IMPORT}"') == 1
    assert client.get("/console/").text.count(f'href="{IMPORT}"') == 1
