import socket

import pytest
from django.conf import settings
from django.core.cache import caches
from django.urls import reverse

from filing_portal.base.caching import ForgetfulCache
from filing_portal.tests.factories import PASSWORD, make_user


@pytest.fixture
def lost(settings):
    """Return the cache whose server is gone: a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{free.getsockname()[1]}/1"
        settings.CACHES = {"default": {"BACKEND": "filing_portal.base.caching.ForgetfulCache", "LOCATION": address}}
        yield caches["default"]


def test_the_portal_uses_it():
    assert settings.CACHES["default"]["BACKEND"] == f"{ForgetfulCache.__module__}.{ForgetfulCache.__qualname__}"


def test_a_cache_that_is_there_keeps_what_it_is_given():
    cache = caches["default"]
    cache.set("kept", 1, 60)
    assert (cache.get("kept"), cache.has_key("kept"), cache.delete("kept"), cache.get("kept", "none")) == (
        1,
        True,
        True,
        "none",
    )


def test_a_lost_cache_is_an_empty_one(lost):
    assert lost.set("a", 1) is None
    assert lost.set_many({"a": 1}) == []
    assert (lost.get("a"), lost.get("a", 7), lost.get_many(["a"])) == (None, 7, {})
    assert (lost.add("a", 1), lost.has_key("a"), lost.touch("a"), lost.delete("a")) == (True, False, False, False)


@pytest.mark.django_db
def test_people_sign_in_while_the_cache_is_lost(client, lost):
    user = make_user()
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, reverse("landing"))
