"""What was typed in a section is not lost: neither a wrong value, nor by another language, nor by an ended session."""

import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from filing_portal.ledger.models import Event
from filing_portal.tests.factories import make_filing, make_officer, make_provider, make_user, owner_of
from filing_portal.vault.kept import KEPT, LONGEST
from filings.models import Filing
from filings.progress import Progress
from filings.states import Status
from filings.workflow import start, withdraw
from providers.models import Provider

pytestmark = pytest.mark.django_db

EN, HERE = "/en", "http://testserver"
WRONG = {"server_county": "330106", "server_address": "999.1.1.1\r\nhello world"}
PERSON = {"name": "陈晨", "mobile": "12", "email": "c@example.cn"}


@pytest.fixture
def provider(client) -> Provider:
    provider = make_provider()
    client.force_login(owner_of(provider))
    return provider


@pytest.fixture
def draft(provider) -> Filing:
    return start(uuid.uuid4(), by=owner_of(provider))


def page(name: str, filing: Filing, *parts: str) -> str:
    return EN + reverse(f"filings:{name}", args=[filing.uuid, *parts]).removeprefix(EN)


def values(response) -> dict:
    form = response.context["form"]
    return {name: getattr(form[name].value(), "county", form[name].value()) for name in form.fields}


def texts(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def unsaved(response) -> list[tuple[str, str]]:
    return list(response.context["unsaved"])


# --- Wrong values ---


def test_a_wrong_value_is_there_again_until_it_is_right_and_the_list_says_that_it_is_not_saved(client, draft):
    url = page("section", draft, "server")
    client.post(url, {**WRONG, "next": ""})

    again, todo = client.get(url), client.get(page("draft", draft))
    assert values(again) == {"server_county": "330106", "server_address": WRONG["server_address"]}
    assert len(again.context["form"].errors["server_address"]) == 2
    assert unsaved(todo) == [("Server address", f"{url}#div_id_server_address")]
    assert [str(task.status) for task, _url in todo.context["tasks"]] == [
        "not_started",
        "needs_correction",
        "not_started",
    ]
    assert ("All answers saved" in todo.content.decode(), "All other answers saved" in todo.content.decode()) == (
        False,
        True,
    )
    draft.refresh_from_db()
    assert (draft.server_county, draft.server_address) == ("330106", "")

    client.post(url, {**WRONG, "server_address": "203.0.113.7", "next": ""})

    todo = client.get(page("draft", draft))
    assert (unsaved(todo), todo.context["tasks"][1][0].status) == ([], Progress.COMPLETED)
    assert "All answers saved" in todo.content.decode()
    draft.refresh_from_db()
    assert (draft.server_address, draft.unsaved) == ("203.0.113.7", {})


def test_a_wrong_value_does_not_hide_behind_the_right_one_before_it(client, provider):
    draft = make_filing(provider)
    client.post(page("section", draft, "server"), WRONG)

    todo, check = client.get(page("draft", draft)), client.get(page("check", draft))
    sent = client.post(page("check", draft), {"round": "1", "is_true": "on"}, follow=True)

    assert todo.context["is_complete"] is False
    url = f"{page('section', draft, 'server')}#div_id_server_address"
    assert check.context["problems"] == [("Server address: what you entered last is not saved.", url)]
    assert sent.redirect_chain == [(page("draft", draft), 302)]
    assert texts(sent) == ["Some of what you entered is not saved yet. Correct it, then submit."]
    assert Filing.objects.get().status == Status.DRAFT


def test_a_missing_answer_is_nothing_that_is_not_saved(client, draft):
    client.post(page("section", draft, "server"), {"server_county": "330106", "next": ""})

    assert Filing.objects.get().unsaved == {}
    assert client.get(page("section", draft, "server")).context["form"].errors == {}


def test_a_person_is_kept_whole_and_lies_sealed(client, draft):
    client.post(page("section", draft, "person"), {**PERSON, "next": ""})

    kept = str(Filing.objects.get().unsaved)
    assert [text for text in PERSON.values() if len(text) > 2 and text in kept] == []
    assert values(client.get(page("section", draft, "person"))) == PERSON
    assert [label for label, _url in unsaved(client.get(page("draft", draft)))] == ["Name", "Mobile", "E-mail address"]


def test_what_is_not_saved_is_named_in_the_order_of_the_form(client, draft):
    for code, typed in (("person", PERSON), ("server", WRONG), ("service", {"web_address": "x"})):
        client.post(page("section", draft, code), typed)

    todo = client.get(page("draft", draft))
    labels = [label for label, _url in unsaved(todo)]
    assert labels == ["Web address", "Server address", "Name", "Mobile", "E-mail address"]


def test_what_was_wrong_on_its_day_and_is_right_now_still_waits_to_be_saved(client, draft):
    day = {"started_on_year": "2026", "started_on_month": "9", "started_on_day": "23", "later": ""}
    with time_machine.travel("2026-09-22T10:00:00+08:00"):
        client.force_login(owner_of(draft.provider))
        client.post(page("section", draft, "service"), day)
    with time_machine.travel("2026-09-23T10:00:00+08:00"):
        client.force_login(owner_of(draft.provider))
        todo = client.get(page("draft", draft))
    assert unsaved(todo) == [("Service information", page("section", draft, "service"))]


def test_a_filing_that_ends_keeps_nothing_and_the_ledger_never_held_it(client, provider):
    filing = make_filing(provider, Status.RETURNED)
    client.post(page("section", filing, "server"), WRONG)
    kept = Filing.objects.get().unsaved["server"]

    withdraw(filing.pk, by=owner_of(provider))

    assert Filing.objects.get().unsaved == {}
    assert [event for event in Event.objects.about(filing).values() if kept in str(event)] == []


# --- Another language ---


@pytest.mark.parametrize(("language", "prefix"), [("zh-hans", ""), ("en", EN)])
def test_another_language_saves_what_is_right_and_keeps_what_is_wrong(client, draft, language, prefix):
    url = page("section", draft, "server")

    sent = client.post(url, {**WRONG, "language": language})

    assert sent.url == prefix + url.removeprefix(EN)
    assert values(client.get(sent.url))["server_address"] == WRONG["server_address"]
    assert Filing.objects.get().server_county == "330106"


def test_another_language_asks_for_nothing_that_is_missing(client, draft):
    url = page("section", draft, "service")

    sent = client.post(url, {"service_name": "链上存证服务", "language": "zh-hans"}, follow=True)

    assert sent.context["form"].errors == {}
    assert values(sent)["service_name"] == "链上存证服务"


def test_the_languages_of_a_section_are_buttons_of_its_form_and_enter_means_the_first(client, draft):
    shown = client.get(page("section", draft, "server")).content.decode()

    buttons = [tag.split(">")[0] for tag in shown.split("<button ")[1:] if 'form="answers"' in tag.split(">")[0]]
    assert ['name="next"' in buttons[0], 'name="language" value="zh-hans"' in buttons[1], len(buttons)] == [
        True,
        True,
        2,
    ]
    assert 'hreflang="zh-Hans">中文' not in shown


# --- An ended session ---


def sign_in(client, user) -> None:
    user.set_password("correct horse battery")
    user.save()
    user.emailaddress_set.update_or_create(email=user.email, defaults={"verified": True, "primary": True})
    response = client.post(f"{EN}/accounts/login/", {"login": user.email, "password": "correct horse battery"})
    assert response.status_code == 302


def test_after_an_ended_session_the_section_opens_with_what_was_typed_and_says_it_is_not_saved(draft):
    client, url = Client(), page("section", draft, "server")

    sent = client.post(url, {**WRONG, "next": ""}, follow=True)
    assert sent.redirect_chain == [(f"{EN}/accounts/login/?next={url}", 302)]
    assert texts(sent) == [
        "Your session had ended, so this page is not saved yet. Sign in again within 30 minutes: what you entered is"
        " kept until then."
    ]
    sign_in(client, owner_of(draft.provider))

    again = client.get(url)
    assert values(again) == WRONG
    assert "This page is not saved yet: your session had ended." in again.content.decode()
    assert values(client.get(url)) == WRONG  # reading again loses nothing
    assert Filing.objects.get().server_county == ""

    client.post(url, {**WRONG, "server_address": "203.0.113.7", "next": ""})
    assert "your session had ended" not in client.get(url).content.decode()
    assert values(client.get(url))["server_address"] == "203.0.113.7"


def test_in_the_other_language_it_is_there_as_well(draft):
    client, url = Client(), page("section", draft, "server")
    client.post(url.removeprefix(EN), WRONG)
    sign_in(client, owner_of(draft.provider))
    assert values(client.get(url)) == WRONG


def test_after_half_an_hour_it_is_gone(draft):
    client, url = Client(), page("section", draft, "server")
    with time_machine.travel("2026-09-22T10:00:00+08:00"):
        client.post(url, WRONG)
    with time_machine.travel("2026-09-22T10:31:00+08:00"):
        sign_in(client, owner_of(draft.provider))
        assert values(client.get(url)) == {"server_county": "", "server_address": ""}


def test_another_account_never_sees_it(draft):
    client, url = Client(), page("section", draft, "server")
    client.post(url, WRONG)
    stranger = make_provider()
    sign_in(client, owner_of(stranger))
    own = start(uuid.uuid4(), by=owner_of(stranger))

    assert client.get(url).status_code == 404
    assert values(client.get(page("section", own, "server"))) == {"server_county": "", "server_address": ""}


def test_it_lies_sealed_in_the_session_and_only_as_long_as_a_form_is(draft):
    client, url = Client(), page("section", draft, "person")
    client.post(url, PERSON, follow=True)
    assert [text for text in PERSON.values() if len(text) > 2 and text in str(dict(client.session))] == []

    long = client.post(url, {"name": "x" * (LONGEST + 1)}, follow=True)
    assert texts(long) == ["Your session had ended, so nothing was saved. Sign in again and repeat the last step."]
    assert KEPT not in client.session


# --- A token that another sign-in made void ---


def strict(user) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_a_page_older_than_the_last_sign_in_is_not_carried_out_and_nothing_is_lost(draft):
    client, url = strict(owner_of(draft.provider)), page("section", draft, "server")

    sent = client.post(url, {**WRONG, "csrfmiddlewaretoken": "old"}, headers={"Origin": HERE})

    assert (sent.status_code, sent["Location"]) == (302, url)
    assert values(client.get(url)) == WRONG
    assert Filing.objects.get().server_county == ""


def test_without_a_session_it_leads_to_the_sign_in_and_back(draft):
    client, url = Client(enforce_csrf_checks=True), page("section", draft, "server")
    sent = client.post(url, WRONG, headers={"Origin": HERE}, follow=True)
    assert sent.redirect_chain == [(f"{EN}/accounts/login/?next={url}", 302)]


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_another_site_fills_in_nothing(draft, origin):
    client, url = strict(owner_of(draft.provider)), page("section", draft, "server")

    assert client.post(url, WRONG, headers=origin).status_code == 403
    assert values(client.get(url)) == {"server_county": "", "server_address": ""}


def test_a_page_that_keeps_nothing_says_that_the_form_has_expired():
    assert strict(make_user()).post(f"{EN}/provider/register/", headers={"Origin": HERE}).status_code == 403


def test_an_officer_is_not_asked_to_fill_it_in(draft):
    client, url = strict(make_officer("33")), page("section", draft, "server")
    client.post(url, WRONG, headers={"Origin": HERE})
    assert client.get(url).status_code == 403
