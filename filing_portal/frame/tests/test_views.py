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


OPERATOR = {
    "OPERATOR_NAME": "测试运营单位",
    "OPERATOR_EMAIL": "portal@filing.example.org",
    "OPERATOR_PHONE": "010-00000000",
    "OPERATOR_ADDRESS": "北京市西城区测试路 1 号",
}


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/", "/en/accessibility/", "/en/privacy/"])
def test_a_page_that_sends_people_to_the_operator_says_how_to_reach_it(client, settings, path):
    for name, value in OPERATOR.items():
        setattr(settings, name, value)

    text = client.get(path).content.decode()

    main = text[text.index("<main") :]
    assert [value for value in OPERATOR.values() if value not in main] == []
    assert ('href="mailto:portal@filing.example.org"' in main, 'href="tel:010-00000000"' in main) == (True, True)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/privacy/", ("7年", "9个月", "第四十五条", "第四十六条", "第四十七条", "第五十条")),
        ("/en/privacy/", ("7 years", "9 months", "art. 45", "art. 46", "art. 47", "art. 50")),
    ],
)
def test_privacy_names_retention_and_rights(client, settings, path, said):
    settings.RETENTION_YEARS, settings.LOG_RETENTION_MONTHS = 7, 9

    text = client.get(path).content.decode()

    assert [words for words in said if words not in text] == []


def test_a_copy_for_trial_says_that_it_names_no_operator(client):
    text = client.get("/en/privacy/").content.decode()

    assert "This copy of the portal is for trial and names no operator." in text
    assert "mailto:" not in text


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/en/", "This portal does not take changes and deregistrations yet. Until it does, report them in writing to"),
        ("/", "本平台暂未开通变更、注销手续的在线办理。"),
    ],
)
def test_the_home_page_says_what_to_do_while_changes_and_deregistrations_are_not_taken(client, address, sentence):
    assert sentence in " ".join(client.get(address).content.decode().split())
