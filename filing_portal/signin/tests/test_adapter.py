import pytest
from django.urls import reverse
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.tests.factories import PASSWORD, make_officer, make_user

pytestmark = pytest.mark.django_db


def sign_in(client, user: User, language: str) -> str:
    with override(language):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return User.objects.get(pk=user.pk).language


def test_letters_to_a_provider_are_in_the_language_of_the_last_sign_in(client):
    user = make_user()
    assert sign_in(client, user, "en") == "en"
    client.logout()
    assert sign_in(client, user, "zh-hans") == "zh-hans"


def test_an_officer_keeps_the_language_of_the_profile(client):
    assert sign_in(client, make_officer("33"), "en") == "zh-hans"


def test_an_address_longer_than_any_account_has_is_refused_at_the_field(client):
    email = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 60}.com"
    with override("en"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        assert answer.context["form"].errors == {"email": ["Enter at most 254 characters: these are 257."]}


@pytest.mark.parametrize(
    ("asked", "place"), [("/filings/", "/filings/"), ("//example.com", "/landing/"), ("http://[", "/landing/")]
)
def test_the_sign_in_leads_to_pages_of_the_portal_only(client, asked, place):
    assert client.get("/accounts/login/", {"next": asked}).status_code == 200
    answer = client.post("/accounts/login/", {"login": make_user().email, "password": PASSWORD, "next": asked})
    assert answer.headers["Location"] == place
