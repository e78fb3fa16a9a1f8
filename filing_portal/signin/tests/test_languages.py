"""No page of the sign-in and no page of an error mixes languages."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.shortcuts import render
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language, override

from filing_portal.accounts.models import User
from filing_portal.management import translations as catalogue
from filing_portal.signin.tests.words import chinese_in, latin_in, shown
from filing_portal.signin.urls import RULES
from filing_portal.tests.factories import PASSWORD, make_user

OURS = {text for message in catalogue.translated() if message.id for text in catalogue.strings(message.id)}
LANGUAGES = ("zh-hans", "en")


@pytest.fixture(autouse=True)
def as_often_as_one_likes(settings):
    settings.ACCOUNT_RATE_LIMITS = False


def visitor() -> Client:
    return Client()


def member() -> Client:
    client, user = Client(), make_user(name="Tester" if get_language() == "en" else "测试者")
    for page in ("account_login", "account_reauthenticate"):
        client.post(reverse(page), {"login": user.email, "password": PASSWORD})
    return client


def with_second_step() -> Client:
    client = member()
    user = User.objects.get()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return client


def in_second_step() -> Client:
    with_second_step()
    client, user = Client(), Authenticator.objects.first().user
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def signing_up() -> Client:
    client = Client()
    sent = {"email": "new@example.cn", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), sent)
    return client


def resetting() -> Client:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": make_user().email})
    return client


WRONG = {
    "email": "not an address",
    "login": "nobody@example.cn",
    "password": "wrong",
    "oldpassword": "wrong",
    "password1": "a-quiet-password",
    "password2": "another-password",
    "code": "000000",
    "action_add": "",
}
DONE = {"email": "taken@example.cn", "password1": PASSWORD, "password2": PASSWORD, "oldpassword": PASSWORD}
SENDINGS = ({"action_add": ""}, WRONG, DONE)
PEOPLE = (visitor, member, with_second_step, in_second_step, signing_up, resetting)
# A file to be kept, and the pages of a password that nobody set.
NOT_A_PAGE = {"mfa_download_recovery_codes"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_of_the_sign_in_mixes_languages(person, language):
    """Read every page as everybody, as it is and after good and bad entries."""
    foreign_in = latin_in if language == "zh-hans" else chinese_in
    with override(language):
        browser = person()
        read = {(name, number): page(browser, name, sent) for name, number, sent in readings()}
    assert {place: found for place, html in read.items() if (found := foreign_in(shown(html)))} == {}
    assert all(shown(html) for html in read.values())


def readings() -> list[tuple[str, int, dict | None]]:
    """Return the pages as they are, and after each sending that they take."""
    names = sorted(RULES.keys() - NOT_A_PAGE)
    sent = [(name, number, each) for number, each in enumerate(SENDINGS, 1) for name in names]
    return [(name, 0, None) for name in names] + [row for row in sent if "POST" in RULES[row[0]].methods]


def page(browser: Client, name: str, sending: dict | None) -> str:
    """Return the page after the sending, and take back what that did."""
    cookies = browser.cookies.output()
    with transaction.atomic():
        address = reverse(name)
        response = browser.get(address, follow=True) if sending is None else browser.post(address, sending, follow=True)
        transaction.set_rollback(True)
    browser.cookies.clear()
    browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE)
def test_every_label_and_error_of_the_forms_is_ours(person):
    with override("en"):
        browser = person()
        shown_forms = [browser.get(reverse(name), follow=True).context for name in sorted(RULES.keys() - NOT_A_PAGE)]
        fields = [
            (name, field)
            for context in shown_forms
            for form in (context.get("form"), context.get("verify_form"))
            if form is not None and type(form).__module__ == "filing_portal.signin.forms"
            for name, field in form.fields.items()
        ]
        said = {str(text) for _name, field in fields for text in (field.label, *field.error_messages.values())}
        hints = {str(field.help_text) for _name, field in fields if "<ul>" not in str(field.help_text)}
    assert sorted((said | hints) - OURS - {""}) == []


def test_a_request_that_is_none_is_answered_in_both_languages(client):
    answer = client.get("/", headers={"host": "not a host"})
    html = answer.content.decode()
    assert (answer.status_code, "请求有误" in html, "The request was not understood" in html) == (400, True, True)
    assert latin_in(shown(html)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_token_is_explained_in_one_language(language):
    with override(language):
        answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    said = shown(answer.content.decode())
    assert answer.status_code == 403
    assert {"zh-hans": "表单已过期", "en": "This form has expired"}[language] in said
    assert (latin_in if language == "zh-hans" else chinese_in)(said) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["403.html", "404.html", "405.html", "429.html", "500.html"])
def test_every_page_of_an_error_is_in_one_language_or_in_both_apart(rf, language, name):
    with override(language):
        request = rf.get(f"/{'en/' if language == 'en' else ''}nothing/")
        request.user = AnonymousUser()
        html = render(request, name).content.decode()
    in_chinese = 'lang="zh-Hans"' in html[:80]
    assert (latin_in if in_chinese else chinese_in)(shown(html)) == []
