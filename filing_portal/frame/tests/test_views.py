import pytest

from filing_portal.accounts.models import User
from filing_portal.tests.factories import make_officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/console/filings/filing/", "/console/filings/filing/"),
        ("foo", "foo"),
        ("//evil.example/", "/console/"),
        ("", "/console/"),
    ],
)
def test_the_language_switch_leads_back_and_never_away(client, asked, led_to):
    response = client.post("/language/", {"language": "en", "next": asked})
    assert (response.status_code, response["Location"]) == (302, led_to)
    assert response.cookies["django_language"].value == "en"


def test_an_officer_s_choice_is_kept_in_the_profile(client):
    officer = make_officer("33")
    client.force_login(officer)
    client.post("/language/", {"language": "en"})
    assert User.objects.get(pk=officer.pk).language == "en"


def test_a_language_that_is_not_spoken_changes_nothing(client):
    officer = make_officer("33")
    client.force_login(officer)
    client.post("/language/", {"language": "xx"})
    assert User.objects.get(pk=officer.pk).language == "zh-hans"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/en/", "This portal does not take changes and deregistrations yet. Until it does, report them in writing to"),
        ("/", "本平台暂未开通变更、注销手续的在线办理。"),
    ],
)
def test_the_home_page_says_what_to_do_while_changes_and_deregistrations_are_not_taken(client, address, sentence):
    assert sentence in " ".join(client.get(address).content.decode().split())
