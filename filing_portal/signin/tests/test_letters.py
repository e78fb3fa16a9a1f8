from pathlib import Path

import allauth
import pytest
import time_machine
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from filing_portal.letters.models import Letter
from filing_portal.signin.tests.words import chinese_in, latin_in
from filing_portal.tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

NEW, OLD, NOBODY = "new@example.cn", "old@example.cn", "nobody@example.cn"
SIGN_UP = {"password1": PASSWORD, "password2": PASSWORD}
LANGUAGES = ("zh-hans", "en")
NAMES = {"zh-hans": "区块链信息服务备案平台", "en": "Blockchain Information Service Filing"}
LIFETIME = {"zh-hans": "验证码10分钟内有效", "en": "The code is valid for 10 minutes"}
NOT_YOU = {"zh-hans": "如非您本人操作", "en": "If it was not you"}
WITH_A_CODE = ("email_confirmation_signup", "email_confirmation", "password_reset_code")
# Letters of allauth's that no setting of the portal lets go out: there are neither links with keys nor codes instead of
# passwords nor keys, and changes are not written about.
NEVER_SENT = {
    "login_code",
    "password_reset_key",
    "email_confirm",
    *("email_changed", "email_deleted", "password_changed", "password_reset", "password_set"),
    *("totp_activated", "totp_deactivated", "recovery_codes_generated", "webauthn_added", "webauthn_removed"),
}


def post(name: str, **fields) -> None:
    Client().post(reverse(name), fields)


def add_an_address() -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": OLD, "password": PASSWORD})
    client.post(reverse("account_email"), {"email": NEW, "action_add": ""})


SENT_BY = {
    "email_confirmation_signup": lambda: post("account_signup", email=NEW, **SIGN_UP),
    "email_confirmation": add_an_address,
    "password_reset_code": lambda: post("account_reset_password", email=OLD),
    "account_already_exists": lambda: post("account_signup", email=OLD, **SIGN_UP),
    "unknown_account": lambda: post("account_reset_password", email=NOBODY),
}
KINDS = [pytest.param(kind, language, id=f"{kind}-{language}") for kind in SENT_BY for language in LANGUAGES]


@pytest.fixture(autouse=True)
def as_often_as_one_likes(settings):
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def operated(settings):
    settings.OPERATOR_NAME = "Operator 运营中心"


def letter(kind: str, language: str) -> Letter:
    """Return the letter that the page in this language sends to an account of this language, or to nobody's address."""
    make_user(OLD, language=language)
    with override(language):
        SENT_BY[kind]()
    [sent] = Letter.objects.filter(kind=kind)
    return sent


def test_every_kind_of_letter_that_allauth_can_send_is_known():
    folder = Path(allauth.__file__).parent / "templates"
    files = [path.name for app in ("account", "mfa") for path in (folder / app / "email").glob("*_subject.txt")]
    assert {name.removesuffix("_subject.txt") for name in files} == SENT_BY.keys() | NEVER_SENT
    never = ("EMAIL_NOTIFICATIONS", "LOGIN_BY_CODE_ENABLED", "LOGIN_BY_CODE_REQUIRED")
    assert [name for name in never if getattr(portal, f"ACCOUNT_{name}", False)] == []
    assert portal.ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED
    assert portal.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_every_letter_names_portal_operator_and_address_and_what_to_do_when_it_was_not_you(operated, kind, language):
    sent = letter(kind, language)
    assert NAMES[language] in sent.subject
    for words in (NAMES[language], portal.OPERATOR_NAME, portal.BASE_URL, sent.email, NOT_YOU[language]):
        assert words in sent.body
    assert (LIFETIME[language] in sent.body) == (kind in WITH_A_CODE)
    assert not {"{{", "{%", "None", "()", "（）", "“”"} & set(sent.body.split())


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_no_letter_mixes_languages(operated, settings, kind, language):
    settings.OPERATOR_NAME = {"zh-hans": "某某中心", "en": "A Centre"}[language]
    sent = letter(kind, language)
    found = (latin_in if language == "zh-hans" else chinese_in)(f"{sent.subject}\n{sent.body}")
    assert found == []


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_without_an_operator_no_letter_shows_an_empty_name(kind, language):
    sent = letter(kind, language)
    assert {"zh-hans": "运营方：", "en": "operated by"}[language] not in sent.body


def test_codes_live_as_long_as_the_letters_say():
    timeouts = (portal.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT, portal.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT)
    assert timeouts == (600, 600)


def test_a_stranger_s_page_does_not_choose_the_language_of_a_letter():
    make_user(OLD, language="zh-hans")
    with override("en"):
        SENT_BY["password_reset_code"]()
    assert Letter.objects.get().language == "zh-hans"


@time_machine.travel("2026-11-25T10:00+08:00", tick=False)
def test_the_code_of_a_sign_up_in_full(operated):
    with override("en"):
        SENT_BY["email_confirmation_signup"]()
    sent = Letter.objects.get()
    [code] = [line.strip() for line in sent.body.splitlines() if line.startswith("    ")]
    assert sent.subject == "Blockchain Information Service Filing: code to confirm your e-mail address"
    assert (
        sent.body
        == f"""\
Hello,

Somebody, most likely you, is opening an account with the e-mail address new@example.cn. To confirm the address, enter \
this code on the page that asks for it:

    {code}

The code is valid for 10 minutes. Tell it to nobody: neither the authority nor whoever operates this portal will ever \
ask you for it.

If it was not you, do nothing: without the code nobody can use the account.

Blockchain Information Service Filing
25 November 2026

This letter was sent by the Blockchain Information Service Filing portal, operated by Operator 运营中心:
{portal.BASE_URL}"""
    )
    assert (len(code), sent.is_secret) == (9, True)


@time_machine.travel("2026-11-25T10:00+08:00", tick=False)
def test_the_code_of_a_new_password_in_full_in_chinese(operated):
    sent = letter("password_reset_code", "zh-hans")
    [code] = [line.strip() for line in sent.body.splitlines() if line.startswith("    ")]
    assert sent.subject == "【区块链信息服务备案平台】重设密码的验证码"
    assert (
        sent.body
        == f"""\
您好：

有人（应为您本人）申请为电子邮箱old@example.cn的账号重设密码。请在要求输入验证码的页面填写以下验证码：

    {code}

验证码10分钟内有效。请勿告知任何人：网信部门和本平台运营方均不会向您索要验证码。

如非您本人操作，请忽略本邮件：您的密码没有变动。

区块链信息服务备案平台
2026年11月25日

本邮件由区块链信息服务备案平台（运营方：Operator 运营中心）发送，平台地址：
{portal.BASE_URL}"""
    )
