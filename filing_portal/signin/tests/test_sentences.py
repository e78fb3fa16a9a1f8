"""Every sentence that Django and allauth can show here is in the portal's words, in both languages."""

import inspect
import re
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.functional import Promise
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.management import translations as catalogue
from filing_portal.signin.sentences import COUNTED
from filing_portal.signin.tests.words import chinese_in, latin_in

OURS = {text for message in catalogue.translated() if message.id for text in catalogue.strings(message.id)}
LANGUAGES = ("zh-hans", "en")
# What no address of the portal leads to: its sign-in has no user names, telephones, passkeys, links with keys, codes
# instead of passwords nor trusted browsers; sign-up is always open; one may have several addresses.
NOT_SHOWN = re.compile(
    r"phone|webauthn|passkey|request_login_code|login_code|trust|email_confirm\.html|email_change\.html|signup_closed"
    r"|password_reset_(done|key|message|subject)|verification_sent|verified_email_required"
    r"|email/(email_confirm_|email_changed|email_deleted|password_changed|password_set|base_notification)"
    r"|mfa/email/"
    r"|snippets/|mfa/(totp|recovery_codes)/base"
)
NOT_SAID = ("phone_password_mismatch", "phone_taken", "unknown_phone", "username_", "max_attempts")


def translated_templates() -> list[str]:
    folder = Path(allauth.__file__).parent / "templates"
    paths = [path for app in ("account", "mfa") for path in sorted((folder / app).rglob("*")) if path.is_file()]
    return [str(path.relative_to(folder)) for path in paths if re.search(r"{%-? *(block)?trans", path.read_text())]


def test_every_template_of_allauth_that_says_something_is_replaced_by_ours():
    ours = settings.BASE_DIR / "templates"
    missing = [name for name in translated_templates() if not (ours / name).exists() and not NOT_SHOWN.search(name)]
    assert missing == []


def test_no_replaced_template_is_among_those_never_shown():
    ours = settings.BASE_DIR / "templates"
    assert [name for name in translated_templates() if (ours / name).exists() and NOT_SHOWN.search(name)] == []


@pytest.mark.parametrize("find", [get_adapter, get_second_factor_adapter])
def test_every_error_of_the_adapters_is_ours(find):
    with override("en"):
        said = {key: str(text) for key, text in find().error_messages.items() if not key.startswith(NOT_SAID)}
    assert {key: text for key, text in said.items() if text not in OURS} == {}


def django_s_own() -> set[str]:
    """Return the msgids of Django's form fields and validators, those counted by number left out."""
    classes: list[Any] = [
        value for module in (forms, validators) for value in vars(module).values() if inspect.isclass(value)
    ]
    messages = [text for each in classes for text in getattr(each, "default_error_messages", {}).values()]
    messages += [said for each in classes if isinstance(said := getattr(each, "message", None), Promise | str)]
    messages.append(ProhibitNullCharactersValidator.message)
    with override("en"):
        return {str(text) for text in messages if "_NumberAwareString" not in type(text).__name__}


def test_django_s_own_sentences_are_translated_in_the_portal_s_catalogue():
    said = {text for text in django_s_own() if text and not is_about_files_or_numbers(text)}
    assert sorted(said - OURS) == []


def is_about_files_or_numbers(text: str) -> bool:
    """Tell whether the sentence is one of fields that the portal has none of: digits, steps, extensions, form sets."""
    return bool(re.search(r"File extension|multiple of|Form|form|hidden field|IPv|IP address|image", text))


def test_sentences_that_count_are_chinese_too():
    counted = dict.fromkeys(("limit_value", "show_value", "max", "length"), 12)
    with override("zh-hans"):
        said = [str(text % counted) for text in COUNTED[2:]]
    assert [words for text in said for words in latin_in(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_password_validators_speak_one_language_and_politely(language):
    user = User(email="someone-with-a-name@example.cn", name="somebody")
    said = []
    with override(language):
        for validator in get_default_password_validators():
            said.append(validator.get_help_text())
            for password in ("1", "12345678", "password", user.email):
                try:
                    validator.validate(password, user)
                except ValidationError as error:
                    said += error.messages
    assert len(said) >= 8
    assert [word for text in said for word in (latin_in if language == "zh-hans" else chinese_in)(text)] == []
    assert [text for text in said if "你" in text] == []


# Words that stood here before, or stand in the libraries' own translations.
NOT_OURS = re.compile(r"(?<!电子)邮箱|电子邮件地址|Email|E-mail|你的|认证器|认证APP|验证器应用|成功登录")


def test_the_catalogue_has_one_word_for_address_and_authenticator():
    texts = [text for message in catalogue.translated() if message.id for text in catalogue.strings(message.string)]
    assert [text for text in texts if NOT_OURS.search(text)] == []
