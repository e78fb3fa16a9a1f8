import html
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from filing_portal.base import clock
from filing_portal.tests.factories import (
    complete_answers,
    make_entry,
    make_filing,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filings.models import Filing
from filings.states import Status
from filings.workflow import start, submit

pytestmark = pytest.mark.django_db

LIST, START, REGISTER, DASHBOARD = "/filings/", "/filings/start/", "/provider/register/", "/dashboard/"
EN = "/en"


@pytest.fixture
def provider(client):
    provider = make_provider()
    client.force_login(owner_of(provider))
    return provider


def page(name, filing, *parts) -> str:
    return reverse(f"filings:{name}", args=[filing.uuid, *parts], urlconf="filing_portal.urls").removeprefix(EN)


def empty_draft(provider):
    return start(uuid.uuid4(), by=owner_of(provider))


def service_answers(**answers):
    return {
        "service_name": "链上存证服务",
        "category": "application",
        "forms": ["website", "app"],
        "fields": ["evidence"],
        "other_field": "",
        "description": "为用户提供存证。",
        "web_address": "https://evidence.example.cn",
        "started_on_year": "2026",
        "started_on_month": "9",
        "started_on_day": "22",
        **answers,
    }


def messages(response):
    return [str(message) for message in response.context["messages"]]


def errors(response):
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def statuses(response):
    return [(task.code, str(task.status)) for task, _url in response.context["tasks"]]


# --- Starting ---


def test_the_start_page_offers_the_draft_that_is_there(client, provider):
    draft = make_filing(provider, service_name="链上存证服务")

    response = client.get(START)

    assert list(response.context["drafts"]) == [draft]


def test_a_double_click_starts_one_draft(client, provider):
    token = str(uuid.uuid4())

    urls = {client.post(START, {"token": token}).url for _click in range(2)}

    assert urls == {f"/filings/{token}/"}
    assert Filing.objects.count() == 1


def test_an_account_without_a_provider_registers_first(client):
    client.force_login(make_user())

    response = client.get(f"{EN}{START}", follow=True)

    assert response.redirect_chain == [(f"{EN}{REGISTER}", 302)]
    assert messages(response) == ["Register as a provider first; then you can file a service."]


def test_a_draft_posted_without_a_provider_is_refused_with_a_sentence(client):
    client.force_login(make_user())

    response = client.post(f"{EN}{START}", {"token": str(uuid.uuid4())}, follow=True)

    assert response.redirect_chain == [(f"{EN}{DASHBOARD}", 302)]
    assert messages(response) == ["Register as a provider first; then you can file a service."]


# --- Task list and sections ---


def test_a_new_draft_has_everything_before_it(client, provider):
    response = client.get(page("draft", empty_draft(provider)))

    assert statuses(response) == [("service", "not_started"), ("server", "not_started"), ("person", "not_started")]
    assert (response.context["done"], response.context["is_complete"], response.context["deadline"]) == (1, False, None)


def test_a_complete_draft_can_be_checked_and_shows_its_due_day(client, provider):
    draft = make_filing(provider)

    response = client.get(page("draft", draft))

    assert response.context["is_complete"] is True
    assert response.context["deadline"].due_on == draft.due_on
    assert page("check", draft) in response.content.decode()


def test_a_late_draft_says_by_how_many_working_days(client, provider):
    draft = make_filing(provider, started_on=clock.today().replace(year=clock.today().year - 1))

    response = client.get(f"{EN}{page('draft', draft)}")

    deadline = response.context["deadline"]
    assert deadline.left.is_over is True
    assert f"{deadline.left.count} working days over." in response.content.decode()
    assert (deadline.lines[-1].is_today, "Submit by" in response.content.decode()) == (True, False)


def test_lists_say_that_a_draft_is_overdue_and_not_by_when_to_submit(client, provider):
    with time_machine.travel("2026-11-24T10:00+08:00"):
        make_filing(provider, started_on=date(2026, 11, 2))
        client.force_login(owner_of(provider))
        for path in ("/en/filings/", "/en/dashboard/"):
            page = client.get(path).text
            assert ("Overdue: was due 16 November 2026" in page, "Submit by" in page) == (True, False)
        assert "was due 16 November" in page


def test_a_section_is_saved_and_leads_to_the_next_one(client, provider):
    draft = empty_draft(provider)

    response = client.post(page("section", draft, "service"), service_answers())

    draft.refresh_from_db()
    assert response.url == page("section", draft, "server")
    assert (draft.service_name, draft.forms, draft.started_on.isoformat()) == (
        "链上存证服务",
        ["website", "app"],
        "2026-09-22",
    )
    assert draft.due_on.isoformat() == "2026-10-13"


def test_an_incomplete_section_is_kept_for_later(client, provider):
    draft = empty_draft(provider)

    response = client.post(page("section", draft, "service"), {"service_name": "链上存证服务", "later": ""})

    assert response.url == page("draft", draft)
    assert statuses(client.get(response.url))[0] == ("service", "in_progress")


def test_an_incomplete_section_is_kept_and_says_what_is_missing_to_go_on(client, provider):
    draft = empty_draft(provider)

    response = client.post(f"{EN}{page('section', draft, 'server')}", {"server_address": "203.0.113.10"})

    draft.refresh_from_db()
    assert errors(response) == {"server_county": ["Select the province and the county where the server is."]}
    assert draft.server_address == "203.0.113.10"


@pytest.mark.parametrize("button", ["next", "later"])
def test_what_is_wrong_is_shown_again_and_not_saved(client, provider, button):
    draft = empty_draft(provider)
    wrong = {"web_address": "evidence.example.cn", "started_on_month": "19"}

    response = client.post(f"{EN}{page('section', draft, 'service')}", service_answers(**wrong, **{button: ""}))

    draft.refresh_from_db()
    assert errors(response) == {
        "web_address": ["Enter an address that starts with http:// or https://."],
        "started_on": ["The start date must be a real date."],
    }
    assert response.context["form"]["web_address"].value() == "evidence.example.cn"
    assert response.context["form"]["started_on"].value() == ["2026", "19", "22"]
    assert (draft.web_address, draft.started_on, draft.service_name) == ("", None, "链上存证服务")


def test_a_wrong_line_of_the_server_address_is_named_and_not_saved(client, provider):
    draft = empty_draft(provider)
    typed = {"server_county": "330106", "server_address": "203.0.113.10\r\n999.1.1.1 / hello world"}

    response = client.post(f"{EN}{page('section', draft, 'server')}", typed)

    assert errors(response) == {
        "server_address": [
            "Line 2 of the server address, “999.1.1.1 / hello world”, is neither an IP address nor a host name."
            " Write one on each line, without port, network or path."
        ]
    }
    draft.refresh_from_db()
    assert (draft.server_county, draft.server_address) == ("330106", "")
    assert statuses(client.get(page("draft", draft)))[1] == ("server", "needs_correction")


@pytest.mark.parametrize("year", ["2099", "9999"])
def test_a_start_day_in_the_future_is_refused(client, provider, year):
    draft = empty_draft(provider)

    response = client.post(f"{EN}{page('section', draft, 'service')}", service_answers(started_on_year=year))

    assert errors(response) == {
        "started_on": ["The start date cannot be in the future: only running services are filed."]
    }
    assert Filing.objects.get(pk=draft.pk).started_on is None


def test_a_website_needs_its_address(client, provider):
    draft = empty_draft(provider)

    response = client.post(f"{EN}{page('section', draft, 'service')}", service_answers(web_address=""))

    assert errors(response) == {"web_address": ["Enter the web address: you selected “Website” as a service form."]}


def test_what_is_needed_under_a_condition_is_said_at_the_field(client, provider):
    shown = client.get(f"{EN}{page('section', empty_draft(provider), 'service')}").content.decode()

    said = [words.split("</span>")[0] for words in shown.split('<span class="bf-opt">')[1:]]
    assert said == [
        "(required for “Other”)",
        "(required for a website)",
        "(required without web address and account name)",
        "(required without web address and client name)",
    ]


def test_another_application_field_is_shown_wherever_the_answers_are(client):
    provider = make_provider(province="33")
    entry, draft = (make(provider, fields=["other"], other_field="校友证书") for make in (make_entry, make_filing))
    filed = entry.service.filings.get()
    client.force_login(owner_of(provider))
    pages = [client.get(page("check", draft)), client.get(page("detail", filed)), client.get(entry.get_absolute_url())]
    client.force_login(make_officer("33"))
    pages.append(client.get(reverse("admin:filings_filing_change", args=[filed.pk])))

    assert ["校友证书" in response.content.decode() for response in pages] == [True] * 4
    assert filed.rounds.get().snapshot["other_field"] == "校友证书"


def test_the_responsible_person_begins_with_the_provider_s_and_is_sealed(client, provider):
    draft = empty_draft(provider)
    known = provider.person.unseal()

    response = client.get(page("section", draft, "person"))
    typed = {name: response.context["form"][name].value() for name in ("name", "mobile", "email")}
    client.post(page("section", draft, "person"), {**typed, "mobile": "+86 138 1234 5678"})

    assert typed == {name: known[name] for name in typed}
    assert Filing.objects.get(pk=draft.pk).person.unseal() == {**typed, "mobile": "13812345678"}


def test_half_a_person_is_asked_for_the_rest(client, provider):
    draft = empty_draft(provider)

    response = client.post(f"{EN}{page('section', draft, 'person')}", {"name": "陈晨", "later": ""})

    assert errors(response) == {
        "mobile": ["Enter the mobile number of the responsible person."],
        "email": ["Enter the e-mail address of the responsible person."],
    }
    assert Filing.objects.get(pk=draft.pk).person is None


def test_a_section_that_does_not_exist_is_not_found(client, provider):
    assert client.get(page("section", empty_draft(provider), "nothing")).status_code == 404


def test_the_entity_is_read_and_not_written(client, provider):
    url = page("entity", empty_draft(provider))

    assert client.get(url).context["rows"][0].value == provider.name
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("name", ["section", "entity"])
def test_a_submitted_filing_is_no_longer_edited(client, provider, name):
    filing = make_filing(provider, Status.SUBMITTED)
    url = page(name, filing, *(["service"] if name == "section" else []))

    response = client.get(f"{EN}{url}", follow=True)

    assert response.redirect_chain == [(f"{EN}{page('detail', filing)}", 302)]
    assert messages(response) == [
        "This is no longer possible: the status is now “In review”. Reload the page to see what happened."
    ]


# --- Check and submit ---


def test_submitting_twice_leads_to_the_same_confirmation(client, provider):
    draft = make_filing(provider)
    answers = {"round": "1", "is_true": "on"}

    urls = {client.post(page("check", draft), answers).url for _click in range(2)}

    assert urls == {page("confirmation", draft)}
    draft.refresh_from_db()
    assert (draft.status, draft.rounds.count()) == (Status.SUBMITTED, 1)
    assert draft.reference in client.get(page("confirmation", draft)).content.decode()


def test_without_the_statement_nothing_is_submitted(client, provider):
    draft = make_filing(provider)

    response = client.post(f"{EN}{page('check', draft)}", {"round": "1"})

    assert errors(response) == {
        "is_true": ["Confirm the statement of truthfulness; the filing cannot be submitted without it."]
    }
    assert Filing.objects.get(pk=draft.pk).status == Status.DRAFT


def test_an_incomplete_filing_is_refused_with_links_to_what_is_missing(client, provider):
    draft = make_filing(provider, description="", server_county="")

    response = client.post(f"{EN}{page('check', draft)}", {"round": "1", "is_true": "on"})

    assert response.context["problems"] == [
        ("Describe what the service does.", f"{EN}{page('section', draft, 'service')}#div_id_description"),
        (
            "Select the province and the county where the server is.",
            f"{EN}{page('section', draft, 'server')}#div_id_server_county",
        ),
    ]
    assert Filing.objects.get(pk=draft.pk).status == Status.DRAFT


def test_a_round_of_an_old_page_is_refused_with_a_sentence(client, provider):
    draft = make_filing(provider)

    response = client.post(f"{EN}{page('check', draft)}", {"round": "2", "is_true": "on"}, follow=True)

    assert messages(response) == ["This page is out of date. Open the filing again and check your answers."]
    assert Filing.objects.get(pk=draft.pk).status == Status.DRAFT


def test_the_check_masks_the_mobile(client, provider):
    mobile = provider.person.unseal()["mobile"]

    shown = client.get(page("check", make_filing(provider))).content.decode()

    assert (mobile in shown, f"{mobile[:3]}****{mobile[-4:]}" in shown) == (False, True)


def test_a_late_filing_is_accepted_and_the_confirmation_says_so(client, provider):
    draft = make_filing(provider, started_on=clock.today().replace(year=clock.today().year - 1))

    response = client.post(f"{EN}{page('check', draft)}", {"round": "1", "is_true": "on"}, follow=True)

    late_by = Filing.objects.get(pk=draft.pk).late_by
    sentence = f"The time to file had ended {late_by} working days before: the filing is accepted and marked late."
    assert sentence in response.content.decode()


# --- The page of a filing ---


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        (Status.SUBMITTED, ["withdraw"]),
        (Status.RETURNED, ["save_answers", "correct_entity", "submit", "withdraw"]),
        (Status.FILED, []),
        (Status.REFUSED, ["start_again"]),
        (Status.LAPSED, ["start_again"]),
        (Status.WITHDRAWN, ["start_again"]),
    ],
)
def test_the_page_offers_what_may_be_done_now(client, provider, status, verbs):
    response = client.get(page("detail", make_filing(provider, status)))

    assert response.context["verbs"] == verbs


@pytest.mark.parametrize("status", [Status.RETURNED, Status.REFUSED, Status.LAPSED])
def test_the_reasons_are_on_the_page(client, provider, status):
    response = client.get(f"{EN}{page('detail', make_filing(provider, status))}")

    shown = response.content.decode()
    assert "服务器地址不完整，请补充主机名。" in shown
    assert "Article 11: the facts to be filed" in shown


def test_the_timeline_names_the_office_and_not_the_officer(client, provider):
    filing = make_filing(provider, Status.RETURNED, make_officer("33", name="审核员王五"))

    response = client.get(f"{EN}{page('detail', filing)}")

    office = response.context["events"][0].actor_name
    assert [event.title for event in response.context["events"]] == [
        "Returned for correction",
        "Submitted",
        "Draft started",
    ]
    assert (office in response.content.decode(), "审核员王五" in response.content.decode()) == (True, False)


def test_a_filed_service_shows_its_number(client, provider):
    entry = make_entry(provider)
    filing = entry.service.filings.get()

    assert entry.full_number in client.get(page("detail", filing)).content.decode()


def test_a_filed_service_is_told_where_to_report_a_change(client):
    provider = make_provider(province="33")
    filed, submitted = make_filing(provider, Status.FILED), make_filing(provider, Status.SUBMITTED)
    client.force_login(owner_of(provider))

    pages = [
        " ".join(client.get(f"{EN}{page('detail', filing)}").content.decode().split()) for filing in (filed, submitted)
    ]

    sentence = "Report to Cyberspace Administration of Zhejiang in writing: a change of service items,"
    assert [sentence in shown for shown in pages] == [True, False]


def test_a_returned_filing_is_corrected_and_submitted_again(client, provider):
    filing = make_filing(provider, Status.RETURNED)

    reasons = client.get(page("draft", filing)).context["decision"].reasons.count()
    typed = {"server_county": "330106", "server_address": "203.0.113.11\r\nb.example.cn"}
    client.post(page("section", filing, "server"), typed)
    response = client.post(page("check", filing), {"round": "2", "is_true": "on"}, follow=True)

    filing.refresh_from_db()
    assert reasons == 1
    assert (filing.status, filing.server_address) == (Status.SUBMITTED, "203.0.113.11\nb.example.cn")
    assert response.context["round"].number == 2


def test_withdrawing_asks_once_more(client, provider):
    filing = make_filing(provider, Status.SUBMITTED)

    assert client.get(page("withdraw", filing)).status_code == 200
    assert client.post(page("withdraw", filing)).url == page("detail", filing)
    assert Filing.objects.get(pk=filing.pk).status == Status.WITHDRAWN


def test_a_filed_service_cannot_be_withdrawn(client, provider):
    filing = make_filing(provider, Status.FILED)

    for response in (client.get(page("withdraw", filing)), client.post(page("withdraw", filing))):
        assert response.url == page("detail", filing)
    assert Filing.objects.get(pk=filing.pk).status == Status.FILED


def test_a_draft_is_discarded_after_one_more_question(client, provider):
    draft = make_filing(provider)

    assert client.get(page("discard", draft)).status_code == 200
    assert client.post(page("discard", draft)).url == LIST
    assert not Filing.objects.exists()


def test_a_submitted_filing_cannot_be_discarded(client, provider):
    filing = make_filing(provider, Status.SUBMITTED)

    assert client.post(page("discard", filing)).url == page("detail", filing)
    assert Filing.objects.count() == 1


def test_a_refused_filing_starts_again_with_its_answers(client, provider):
    refused = make_filing(provider, Status.REFUSED, service_name="链上存证服务")
    token = str(uuid.uuid4())

    urls = {client.post(page("start_again", refused), {"token": token}).url for _click in range(2)}

    draft = Filing.objects.get(status=Status.DRAFT)
    assert urls == {page("draft", draft)}
    assert draft.service_name == "链上存证服务"


# --- The confirmation ---


def confirmation_of(client, filing) -> str:
    return html.unescape(client.get(f"{EN}{page('confirmation', filing)}").content.decode())


def test_a_confirmation_says_what_happened_and_which_office_decides_by_when(client):
    filing = make_filing(make_provider(province="33"), Status.SUBMITTED)
    client.force_login(owner_of(filing.provider))

    shown = confirmation_of(client, filing)

    assert "<title>Your filing has been submitted - " in shown
    with override("en"):
        day = str(date_format(filing.due_on or "", "LONG_DAY_FORMAT"))
    sentence = f"Cyberspace Administration of Zhejiang decides by {day}, 24:00 (20 working days, art. 12)."
    assert sentence in " ".join(shown.split())
    assert page("withdraw", filing) in shown


@pytest.mark.parametrize(
    ("status", "happened"),
    [
        (Status.RETURNED, "Returned for correction"),
        (Status.REFUSED, "Refused"),
        (Status.FILED, "Put on file"),
        (Status.WITHDRAWN, "Withdrawn by the provider"),
        (Status.LAPSED, "Lapsed: not corrected in time"),
    ],
)
def test_a_confirmation_stays_after_the_decision_and_says_what_followed(client, provider, status, happened):
    filing = make_filing(provider, status)

    shown = confirmation_of(client, filing)

    assert str(filing.reference) in shown
    assert f"<b>{happened}</b>" in shown
    assert [text for text in ("decides by", str(page("withdraw", filing))) if text in shown] == []


def test_corrections_are_confirmed_with_their_own_moment(client, provider):
    filing = make_filing(provider, Status.RETURNED)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        client.force_login(owner_of(provider))
        submit(filing.pk, 2, by=owner_of(provider))
        shown = confirmation_of(client, filing)

    assert "<title>Your corrections have been submitted - " in shown
    with override("en"):
        day = date_format(clock.shanghai_day(filing.rounds.get(number=2).submitted_at), "DATE_FORMAT")
    assert f"{day}</time>" in shown
    assert ("<b>Returned for correction</b>" in shown, "<b>We received your filing</b>" in shown) == (False, False)


@pytest.mark.parametrize(("host", "is_said"), [("", False), ("mail.example.cn", True)])
def test_a_confirmation_speaks_of_e_mail_only_where_it_is_sent(client, provider, settings, host, is_said):
    settings.EMAIL_HOST = host
    shown = confirmation_of(client, make_filing(provider, Status.SUBMITTED))
    assert 'A letter that confirms it is in <a href="/en/messages/">your messages</a>.' in shown
    assert (
        str(owner_of(provider).email) in " ".join(shown.split("<main")[1].split()),
        "where e-mail is set up" in shown,
    ) == (
        is_said,
        False,
    )


def test_a_draft_has_no_confirmation(client, provider):
    filing = make_filing(provider)
    assert client.get(page("confirmation", filing)).url == page("draft", filing)


# --- Whose it is, and what it costs ---

PAGES = ["draft", "entity", "check", "confirmation", "detail", "withdraw", "discard", "start_again"]


@pytest.mark.parametrize("name", [*PAGES, "section"])
def test_a_stranger_finds_nothing(client, provider, name):
    strange = make_filing(make_provider())
    url = page(name, strange, *(["service"] if name == "section" else []))

    assert client.get(url).status_code == 404
    if name not in ("draft", "entity", "confirmation", "detail"):
        assert client.post(url, {"token": str(uuid.uuid4()), "round": "1", "is_true": "on"}).status_code == 404
    assert Filing.objects.get(pk=strange.pk).status == Status.DRAFT


def test_the_list_shows_the_provider_s_filings_only_newest_first(client, provider):
    mine = [make_filing(provider, status) for status in (Status.DRAFT, Status.SUBMITTED)]
    make_filing()

    assert [filing for filing, _number in client.get(LIST).context["rows"]] == mine[::-1]


def test_the_list_costs_the_same_for_one_and_for_many(client, provider, django_assert_num_queries):
    client.get(LIST)
    for _n in range(2):
        make_filing(provider, Status.SUBMITTED)
        with django_assert_num_queries(6):
            client.get(LIST)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_the_page_of_a_filing_costs_at_most_twelve_queries(client, provider, status, django_assert_max_num_queries):
    filing = make_filing(provider, status)
    with django_assert_max_num_queries(12):
        client.get(page("detail", filing))


def test_complete_answers_are_what_the_pages_ask_for(client, provider):
    draft = empty_draft(provider)
    answers = complete_answers(provider)
    day = answers["started_on"]
    sent = {**answers, "started_on_year": day.year, "started_on_month": day.month, "started_on_day": day.day}
    del sent["started_on"], sent["person"]

    client.post(page("section", draft, "service"), sent)
    client.post(page("section", draft, "server"), sent)
    client.post(page("section", draft, "person"), {"name": "陈晨", "mobile": "13812345678", "email": "c@example.cn"})

    draft.refresh_from_db()
    assert {name: value for name, value in draft.answers.items() if name in answers and name != "person"} == {
        name: value for name, value in answers.items() if name != "person"
    }
    assert client.get(page("draft", draft)).context["is_complete"] is True
