"""What was typed is kept for its page, sealed, for a while."""

import time_machine
from django.conf import settings
from django.http import QueryDict
from django.test import override_settings

from filing_portal.base import clock
from filing_portal.vault.kept import LIFETIME, page_named, seal, unseal

TYPED = QueryDict("name=陈晨&forms=app&forms=website&mobile=13812345678&csrfmiddlewaretoken=abc")
PAGE = page_named("filings:section", "0b2f", "person")


def test_what_was_typed_comes_back_with_every_value():
    opened = unseal(seal(TYPED, PAGE), PAGE)
    assert opened is not None
    assert dict(opened.lists()) == {"name": ["陈晨"], "forms": ["app", "website"], "mobile": ["13812345678"]}


def test_it_opens_for_its_own_page_alone():
    assert unseal(seal(TYPED, PAGE), page_named("filings:section", "0b2f", "server")) is None


def test_it_tells_nothing_as_it_lies_there():
    text = seal(TYPED, PAGE)
    assert [word for word in ("陈晨", "13812345678", "name", "csrf", TYPED.urlencode()) if word in text] == []


def test_it_is_not_told_after_its_time():
    with time_machine.travel("2026-09-22T10:00:00+08:00", tick=False):
        text = seal(TYPED, PAGE)
    for moment, is_told in (("10:30:00", True), ("10:30:01", False)):
        with time_machine.travel(f"2026-09-22T{moment}+08:00", tick=False):
            assert (unseal(text, PAGE, since=clock.now() - LIFETIME) is not None) == is_told


def test_what_is_altered_or_sealed_with_a_key_that_is_gone_is_not_told():
    text = seal(TYPED, PAGE)
    assert [unseal(wrong, PAGE) for wrong in ("", "local:", "local:!", "gone:AAAA", text[:-8] + "AAAAAAA=")] == [
        None
    ] * 5
    with override_settings(SEALING_KEYS=settings.SEALING_KEYS.replace("local:", "other:")):
        assert unseal(text, PAGE) is None
