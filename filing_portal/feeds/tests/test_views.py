"""The calendar to subscribe to, read back by another reader of the format, and the page of its address."""

import io
import logging
from datetime import date, timedelta

import icalendar
import pytest
import structlog
import time_machine
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from filing_portal.base.logs import logging_config
from filing_portal.feeds import appointments as feeds
from filing_portal.feeds.workflow import feed_of, open_feed, revoke_feed
from filing_portal.terms import workflow
from filing_portal.terms.models import Term
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filings.models import Filing

pytestmark = pytest.mark.django_db


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


def address(user):
    return reverse("calendar_ics", args=[open_feed(by=user)])


def read(user):
    """Return the events of the person's calendar."""
    response = Client().get(address(user))
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def summaries(user):
    return [str(event["SUMMARY"]) for event in read(user)]


def a_provider(language="en", province="11"):
    return make_provider(make_user(language=language), province=province)


def test_a_member_sees_each_open_term_as_a_whole_day_least_time_left_first():
    with at("2026-11-16T10:00"):
        provider = a_provider()
        make_filing(provider, "submitted", service_name="审链")
        make_filing(provider, service_name="草链", started_on=date(2026, 11, 12))
        make_filing(provider, "returned", service_name="改链")
        make_inspection(make_entry(provider, service_name="查链"))
        make_filing(provider, "filed", service_name="已备案")
        make_filing(provider, started_on=None, service_name="无日期")
        events = read(owner_of(provider))
    assert [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in events] == [
        ("Last day to file “草链”", date(2026, 11, 26)),
        ("Last day to correct “改链”", date(2026, 11, 30)),
        ("Last day to answer the inspection of “查链”", date(2026, 12, 7)),
        ("Last day for the authority to decide on “审链”", date(2026, 12, 14)),
    ]


def test_an_event_says_how_the_day_came_about_and_leads_to_the_page():
    with at("2026-11-16T10:00"):
        provider = a_provider()
        filing = make_filing(provider, service_name="链证", started_on=date(2026, 11, 12))
        [event] = read(owner_of(provider))
    assert str(event["UID"]) == f"term-{filing.term_id}@127.0.0.1"
    assert str(event["URL"]) == f"{portal.BASE_URL}/en/filings/{filing.uuid}/"
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert "DTEND" not in event
    assert event["DTSTAMP"].dt.isoformat() == "2026-11-16T02:00:00+00:00"
    first, second, basis = str(event["DESCRIPTION"]).splitlines()
    assert first == "File a new service: 10 working days after 12 November 2026."
    assert second == "Ends on Thursday 26 November 2026, 24:00 Beijing time."
    assert "article 11(1)" in basis


def test_a_provisional_day_is_tentative_and_names_the_earliest_and_the_latest():
    with at("2026-12-21T10:00"):
        provider = a_provider()
        make_filing(provider, service_name="链证", started_on=date(2026, 12, 15))
        [event] = read(owner_of(provider))
    assert (str(event["STATUS"]), event["DTSTART"].dt) == ("TENTATIVE", date(2026, 12, 29))
    assert str(event["DESCRIPTION"]).splitlines()[-3:] == [
        "This day is provisional: the holidays of that time are not published yet.",
        "It can still move: at the earliest to Tuesday 29 December 2026, at the latest to Thursday 31 December 2026.",
        "Only a holiday given once, as on 3 September 2015, could move it further.",
    ]


@pytest.mark.parametrize(
    ("rule", "counted"), [("deregister", "30 working days before"), ("file", "10 working days after")]
)
def test_an_event_says_which_way_its_days_were_counted(rule, counted):
    term = workflow.start(rule, date(2026, 12, 1))
    with override("en"):
        assert feeds.explained(term)[0] == f"{term.limit}: {counted} 1 December 2026."


def test_the_day_moves_and_the_event_stays_the_same():
    provider = a_provider()
    filing = make_filing(provider)
    term = Term.objects.get(pk=filing.term_id or 0)
    [before] = read(owner_of(provider))
    later = term.due_on + timedelta(days=7)
    Term.objects.filter(pk=term.pk).update(due_on=later)
    Filing.objects.filter(pk=filing.pk).update(due_on=later)
    [after] = read(owner_of(provider))
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], later)


def test_the_calendar_speaks_the_language_of_the_person_whatever_the_program_asks_for():
    provider = a_provider("zh-hans")
    filing = make_filing(provider, service_name="链证")
    url = address(owner_of(provider))
    response = Client().get(url, headers={"accept-language": "en"})
    calendar = icalendar.Calendar.from_ical(response.content)
    [event] = calendar.walk("VEVENT")
    assert "链证" in str(event["SUMMARY"])
    assert "Last day" not in str(event["SUMMARY"])
    assert str(event["URL"]) == f"{portal.BASE_URL}/filings/{filing.uuid}/"
    assert response["Content-Language"] == "zh-hans"


def test_another_provider_s_terms_are_absent():
    make_filing(a_provider(), service_name="别家")
    own = a_provider()
    make_filing(own, service_name="自家")
    assert summaries(owner_of(own)) == ["Last day to file “自家”"]
    assert summaries(make_user()) == []


def test_an_officer_sees_the_open_cases_and_inspections_of_the_office():
    here, elsewhere = a_provider(province="11"), a_provider(province="44")
    case = make_filing(here, "submitted", service_name="本省案件")
    make_filing(here, service_name="本省草稿")
    inspection = make_inspection(make_entry(here, service_name="本省查验"))
    make_inspection(make_entry(here, service_name="已答复"), "answered")
    make_filing(elsewhere, "submitted", service_name="外省案件")
    make_inspection(make_entry(elsewhere, service_name="外省查验"))
    events = {str(event["SUMMARY"]): str(event["URL"]) for event in read(make_officer("11", language="en"))}
    assert set(events) == {
        f"Last day to decide on {case.reference}, “本省案件”",
        "Last day for the provider to answer the inspection of “本省查验”",
        "The inspection of “已答复” is answered: judge it",
    }
    assert f"{portal.BASE_URL}/console/filings/filing/{case.pk}/" in events.values()
    assert f"{portal.BASE_URL}/console/inspections/inspection/{inspection.pk}/" in events.values()
    assert len(summaries(make_officer("00", language="en"))) == 5


def test_whose_role_sees_no_cases_gets_none():
    make_filing(a_provider(), "submitted")
    make_inspection(make_entry(a_provider()))
    assert summaries(make_officer("00", "system_administrator")) == []


def test_no_personal_data_stand_in_it():
    provider = make_provider(make_user(language="en"), province="11", nature="individual", name="王个人")
    make_filing(provider, "submitted", service_name="链证")
    make_inspection(make_entry(provider, service_name="查链"))
    for user in (owner_of(provider), make_officer("11")):
        text = Client().get(address(user)).content.decode()
        assert "链证" in text
        assert [word for word in ("王个人", "陈测试", "@example.com", user.email, user.name) if word in text] == []


def test_it_ends_at_a_thousand_with_the_least_time_left(monkeypatch):
    monkeypatch.setattr(feeds, "MOST", 2)
    provider = a_provider()
    for number in (3, 1, 2):
        make_filing(provider, service_name=f"链{number}", started_on=date(2026, 11, 9 + number))
    make_inspection(make_entry(provider))
    assert summaries(owner_of(provider)) == ["Last day to file “链1”", "Last day to file “链2”"]


def test_it_is_kept_by_nobody_and_found_by_no_search_engine():
    response = Client().get(address(make_user()))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_revoked_replaced_closed_and_guessed_addresses_get_the_same_answer():
    one, two, three = make_user(), make_user(), make_user()
    revoked, replaced, closed = address(one), address(two), address(three)
    revoke_feed(by=one)
    open_feed(by=two)
    three.is_active = False
    three.save()
    guessed = reverse("calendar_ics", args=["a" * 43])
    answers = {(r.status_code, r.content) for r in map(Client().get, (revoked, replaced, closed, guessed))}
    assert [status for status, _content in answers] == [404]


def test_an_address_can_be_asked_but_not_written_to():
    url = address(make_user())
    assert Client().head(url).status_code == 200
    assert [Client().generic(method, url).status_code for method in ("POST", "PUT", "DELETE", "OPTIONS")] == [405] * 4


@pytest.mark.parametrize("who", ["member", "officer", "newcomer"])
def test_the_address_is_shown_once_right_after_it_was_made(who, client):
    user = {"member": lambda: owner_of(make_provider()), "officer": make_officer, "newcomer": make_user}[who]()
    client.force_login(user)
    assert "您还没有订阅地址。" in client.get("/calendar/").content.decode()
    page = client.post("/calendar/", {"open": ""})
    assert page["Cache-Control"].endswith("private")
    assert ('<li><a href="/console/">' in page.content.decode()) == (who == "officer")
    assert page.context["address"].startswith(f"{portal.BASE_URL}/calendar/")
    assert page.context["address"] in page.content.decode()
    path = page.context["address"].removeprefix(portal.BASE_URL)
    assert Client().get(path).status_code == 200
    again = client.get("/calendar/").content.decode()
    assert ".ics" not in again
    client.post("/calendar/", {"revoke": ""})
    assert Client().get(path).status_code == 404


def test_a_new_address_asks_before_it_ends_the_one_before(client):
    user = make_user(language="en")
    client.force_login(user)
    former = address(user)
    page = client.post("/en/calendar/", {"open": ""})
    assert page.context["address"] == ""
    assert "Replace the address you have?" in page.text
    assert Client().get(former).status_code == 200
    replaced = client.post("/en/calendar/", {"open": "", "replaces": str(feed_of(user).pk)})
    assert replaced.context["address"].endswith(".ics")
    assert Client().get(former).status_code == 404


def test_only_the_address_that_was_asked_about_is_replaced(client):
    user = make_user(language="en")
    client.force_login(user)
    open_feed(by=user)
    asked_about = feed_of(user).pk
    made_meanwhile = address(user)
    page = client.post("/en/calendar/", {"open": "", "replaces": str(asked_about)})
    assert (page.context["address"], page.context["is_asked"]) == ("", True)
    assert Client().get(made_meanwhile).status_code == 200


def test_revoking_says_what_stops(client):
    user = make_user(language="en")
    client.force_login(user)
    open_feed(by=user)
    said = client.post("/en/calendar/", {"revoke": ""}, follow=True).text
    assert "Calendar programs that use it get no changes and no new days any more." in said


def test_a_post_that_asks_for_nothing_makes_nothing(client):
    client.force_login(make_user())
    assert client.post("/calendar/").context["address"] == ""


@pytest.fixture
def log():
    """Return everything the portal writes, as its own formatter writes it."""
    formatter = structlog.stdlib.ProcessorFormatter
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    config = {key: value for key, value in logging_config()["formatters"]["json"].items() if key != "()"}
    handler.setFormatter(formatter(**config))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("shape", ["/calendar/{}.ics", "/en/calendar/{}.ics", "/calendar/{}", "/calendar/{}.ics?a=1"])
def test_the_secret_stands_in_no_log(shape, log):
    secret = open_feed(by=make_user())
    Client().get(shape.format(secret))
    Client().get(shape.format(secret), headers={"referer": f"http://x.cn{shape.format(secret)}"})
    assert "request_started" in log.getvalue()
    assert "/calendar/…" in log.getvalue()
    assert secret not in log.getvalue()
