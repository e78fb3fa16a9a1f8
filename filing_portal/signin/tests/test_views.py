import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.letters.models import Letter
from filing_portal.tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

AGAIN = {"action": "resend"}
TOO_SOON = "A new code can be sent one minute after the last one. Wait a moment, then ask again."
VALID = "Enter it within 10 minutes: then it is no longer valid."
MORNING = "2026-11-25T10:00+08:00"


@pytest.fixture(autouse=True)
def english():
    cache.clear()  # the limits are counted there
    with override("en"):
        yield


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def sign_up(client, email="new@example.cn"):
    client.post(reverse("account_signup"), {"email": email, "password1": PASSWORD, "password2": PASSWORD})
    return reverse("account_email_verification_sent")


def ask_for_a_new_password(client, email=""):
    client.post(reverse("account_reset_password"), {"email": email or make_user().email})
    return reverse("account_confirm_password_reset_code")


STARTS = pytest.mark.parametrize("start", [sign_up, ask_for_a_new_password])


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def codes() -> list[str]:
    return [re.findall(r"    (\S{4}-\S{4})", letter.body)[0] for letter in Letter.objects.order_by("pk")]


@STARTS
def test_the_page_says_how_long_the_code_is_valid(client, start):
    assert VALID in text(client.get(start(client)))


@STARTS
def test_a_new_code_comes_after_a_minute_and_replaces_the_one_before(client, clock, start):
    page = start(client)
    clock.shift(timedelta(seconds=61))
    answer = client.post(page, AGAIN, follow=True)
    assert "We sent a new code to" in text(answer)
    first, second = codes()
    assert client.post(page, {"code": first}).status_code == 200
    assert client.post(page, {"code": second}).status_code == 302


@STARTS
def test_before_a_minute_is_over_no_code_is_sent_and_the_one_sent_stays_valid(client, clock, start):
    page = start(client)
    clock.shift(timedelta(seconds=30))
    answer = client.post(page, AGAIN, follow=True)
    assert TOO_SOON in text(answer)
    [code] = codes()
    assert client.post(page, {"code": code}).status_code == 302


@STARTS
def test_the_last_code_is_as_long_valid_as_the_first_was(client, clock, start):
    page = start(client)
    clock.shift(timedelta(minutes=9))
    client.post(page, AGAIN)
    clock.shift(timedelta(minutes=9))
    answer = client.post(page, {"code": codes()[-1]})
    assert answer.headers["Location"] in (reverse("landing"), reverse("account_complete_password_reset"))


@STARTS
def test_after_ten_minutes_a_code_is_no_longer_valid(client, clock, start):
    page = start(client)
    clock.shift(timedelta(minutes=10, seconds=1))
    answer = client.post(page, {"code": codes()[0]})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("account_login"))


@STARTS
def test_an_attempt_has_three_codes_and_no_more(client, clock, start):
    page = start(client)
    for _again in range(3):
        clock.shift(timedelta(seconds=61))
        client.post(page, AGAIN)
    assert len(codes()) == 3
    assert "For this attempt no further code can be sent" in text(client.get(page))


@STARTS
def test_wrong_codes_are_counted_over_all_codes_of_an_attempt(client, clock, start):
    page = start(client)
    answers = [client.post(page, {"code": "WRNG-WRNG"}).status_code for _try in range(2)]
    clock.shift(timedelta(seconds=61))
    client.post(page, AGAIN)
    answers.append(client.post(page, {"code": "WRNG-WRNG"}).status_code)
    assert answers == [200, 200, 302]
    assert client.post(page, {"code": codes()[-1]}).headers["Location"] == reverse("account_login")


def test_whoever_asks_again_does_not_learn_whether_there_is_an_account(client, clock):
    page = ask_for_a_new_password(client, "nobody@example.cn")
    clock.shift(timedelta(seconds=61))
    assert "We sent a new code to" in text(client.post(page, AGAIN, follow=True))
    assert [letter.kind for letter in Letter.objects.all()] == ["unknown_account"] * 2


def test_tab_goes_from_the_address_to_the_password_and_to_the_button(client):
    page = client.get(reverse("account_login")).content.decode()
    form = page[page.index('id="id_login"') :]
    stops = ['id="id_login"', 'id="id_password"', 'type="submit"', f'href="{reverse("account_reset_password")}"']
    assert sorted(stops, key=form.index) == stops


@pytest.mark.parametrize(
    ("name", "sent", "sentences"),
    [
        (
            "account_change_password",
            {},
            ["Enter your current password.", "Choose a new password.", "Enter the new password once more."],
        ),
        ("account_reset_password", {}, ["Enter your e-mail address."]),
        ("account_email", {"action_add": ""}, ["Enter your e-mail address."]),
        ("account_reauthenticate", {}, ["Enter your password."]),
        ("mfa_activate_totp", {}, ["Enter the code the authenticator app shows."]),
    ],
)
def test_an_empty_field_is_asked_for_by_name(client, name, sent, sentences):
    user = make_user()
    for page in ("account_login", "account_reauthenticate"):
        client.post(reverse(page), {"login": user.email, "password": PASSWORD})
    form = client.post(reverse(name), sent).context["form"]
    assert [error for errors in form.errors.values() for error in errors] == sentences


@STARTS
def test_an_empty_code_is_asked_for_by_name(client, start):
    answer = client.post(start(client), {})
    assert answer.context["verify_form"].errors == {"code": ["Enter the code from the letter."]}


def test_who_signs_in_is_welcomed_by_name(client):
    user = make_user(name="陆拟澄")
    for language, words in (("en", "Welcome, 陆拟澄"), ("zh-hans", "欢迎，陆拟澄")):
        with override(language):
            sent = {"login": user.email, "password": PASSWORD}
            assert words in text(client.post(reverse("account_login"), sent, follow=True))
            client.post(reverse("account_logout"))
    assert User.objects.get().language == "zh-hans"
