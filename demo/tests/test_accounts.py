import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from demo.accounts import ACCOUNTS, PASSWORD, enter, told
from filing_portal.base import clock

ADDRESS = "http://127.0.0.1:8123"


def places() -> dict[str, str]:
    """Return by account the page under which it stands in the list."""
    found, page = {}, ""
    for line in told(PASSWORD, ADDRESS).splitlines():
        page = line.removeprefix(f"  {ADDRESS}") if ADDRESS in line else page
        if mail := re.search(r"\S+@\S+", line):
            found[mail[0]] = page
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_an_account_opens_where_and_in_the_language_the_list_says(account):
    user = enter(account.email, account.name, clock.now(), account.province, account.role, language=account.language)
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    asked = client.get(places()[account.email], follow=True)
    signed_in = {"login": account.email, "password": PASSWORD, "next": asked.context["redirect_field_value"]}

    page = client.post(asked.request["PATH_INFO"], signed_in, follow=True)

    assert (page.status_code, page.request["PATH_INFO"]) == (200, places()[account.email])
    assert f'<html lang="{"en" if account.language == "en" else "zh-Hans"}"' in page.content.decode()


def test_the_list_speaks_both_languages():
    said = told(PASSWORD, ADDRESS)
    for account in ACCOUNTS:
        with override("en"):
            english = str(account.shows)
        with override("zh-hans"):
            chinese = str(account.shows)
        assert f"{account.email}  " in said
        assert f"{chinese} · {english}" in said
    assert f"（密码均为）  {PASSWORD}\n" in said


def test_an_account_said_to_be_in_english_is():
    for account in ACCOUNTS:
        with override("en"):
            assert ("in English" in str(account.shows)) is (account.language == "en")
    assert settings.LANGUAGE_CODE == "zh-hans"
