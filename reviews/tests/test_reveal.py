"""A masked number is shown to who may decide the case, for a purpose, once, and on record."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from demo import codes
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import Gone
from filing_portal.offices.roles import AUDITOR, SYSTEM_ADMINISTRATOR
from filing_portal.tests.factories import make_filing, make_officer, make_provider, owner_of
from filings.models import Filing
from providers.workflow import amend
from reviews.grounds import looked_up
from reviews.reading import masked
from reviews.workflow import reveal

pytestmark = pytest.mark.django_db

NUMBER = codes.id_card(7, "110108")


@pytest.fixture
def filing() -> Filing:
    """Return a submitted filing of an individual of Beijing."""
    facts: dict[str, Any] = {"nature": "individual", "document_kind": "id_card", "document": NUMBER}
    return make_filing(make_provider(province="11", name="例川", **facts), "submitted")


def kinds(filing: Filing) -> list[str]:
    return [each.kind.value for each in masked(filing.rounds.latest("number"), filing.provider)]


def send(client, filing: Filing, **typed):
    return client.post(reverse("admin:filings_filing_reveal", args=[filing.pk]), typed)


def shown(filing: Filing) -> list[Event]:
    return list(Event.objects.about(filing).filter(verb="reveal"))


def test_the_number_is_shown_once_and_who_whose_which_and_why_stand_in_the_ledger(client, filing):
    officer = make_officer("11", language="en")
    client.force_login(officer)
    page = send(client, filing, number="document", purpose="clash")
    assert page.status_code == 200
    assert NUMBER in page.text
    assert "no-store" in page["Cache-Control"]
    [event] = shown(filing)
    assert (event.actor, event.province, event.before) == (officer, "11", {})
    assert event.after == {
        "number": "document",
        "sealed": str(filing.provider.document_id),
        "provider": filing.provider_id,
        "purpose": "clash",
    }
    with override("zh-hans"):
        assert (
            looked_up(event.after["number"], event.after["purpose"]) == "备案人的证件号码；与其他备案人信息重复的核实"
        )
    assert NUMBER not in f"{event.before}{event.after}"
    case = client.get(reverse("admin:filings_filing_change", args=[filing.pk]))
    assert NUMBER not in case.text
    assert "Personal number shown to the office" in case.text


def test_reading_the_address_shows_nothing_and_records_nothing(client, filing):
    client.force_login(make_officer("11"))
    page = client.get(reverse("admin:filings_filing_reveal", args=[filing.pk]), {"number": "document"})
    assert (page.status_code, page.url) == (302, reverse("admin:filings_filing_change", args=[filing.pk]))
    assert shown(filing) == []


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"number": "document"}, {"purpose": ["Choose what you need the number for."]}),
        ({"purpose": "review"}, {"number": ["Choose the number."]}),
        ({"number": "document", "purpose": "因为好奇"}, ["purpose"]),
        ({"number": "person_document", "purpose": "review"}, ["number"]),
    ],
)
def test_without_number_and_purpose_of_the_list_nothing_is_shown(client, filing, typed, errors):
    client.force_login(make_officer("11", language="en"))
    page = send(client, filing, **typed)
    found = page.context["reveal"].errors
    assert found == errors if isinstance(errors, dict) else list(found) == errors
    assert NUMBER not in page.text
    assert "<title>Error:" in page.text
    assert shown(filing) == []


@pytest.mark.parametrize(
    ("office", "role", "status"),
    [("44", "reviewer", 404), ("00", "reviewer", 403), ("11", AUDITOR, 403), ("11", SYSTEM_ADMINISTRATOR, 403)],
)
def test_nobody_else_is_shown_a_number_or_offered_one(client, filing, office, role, status):
    client.force_login(make_officer(office, role, language="en"))
    page = send(client, filing, number="document", purpose="review")
    assert (page.status_code, NUMBER in page.text) == (status, False)
    case = client.get(reverse("admin:filings_filing_change", args=[filing.pk]))
    assert (NUMBER in case.text, "Show the number" in case.text) == (False, False)
    assert shown(filing) == []


def test_a_provider_is_shown_none_of_it(client, filing):
    client.force_login(owner_of(filing.provider))
    assert send(client, filing, number="document", purpose="review").status_code == 403
    with pytest.raises(PermissionDenied):
        reveal(filing.pk, "document", "review", by=owner_of(filing.provider))
    assert shown(filing) == []


def test_the_provider_learns_that_its_number_was_shown_and_to_which_office(client, filing):
    officer = make_officer("11", name="沈审核")
    reveal(filing.pk, "document", "review", by=officer)
    client.force_login(owner_of(filing.provider))
    page = client.get(filing.get_absolute_url())
    line = page.context["events"][0]
    with override("zh-hans"):
        assert (line.title, line.actor_name, line.note) == (
            "向网信部门显示个人证件或手机号码",
            str(officer.post.office),
            "",
        )
    assert "沈审核" not in page.text


def test_of_an_organisation_the_responsible_person_s_numbers_are_masked_and_each_is_offered_once():
    filing = make_filing(make_provider(province="11"), "submitted")
    assert kinds(filing) == ["service_mobile"]
    card = {"document_kind": "id_card", "document": NUMBER, "mobile": codes.mobile(78)}
    amend(filing.provider_id, by=owner_of(filing.provider), person=filing.provider.person.unseal() | card)
    filing = Filing.objects.get()
    assert kinds(filing) == ["service_mobile", "person_document", "person_mobile"]
    officer = make_officer("11")
    numbers = [reveal(filing.pk, kind, "review", by=officer).number for kind in kinds(filing)]
    assert numbers == [filing.person.unseal()["mobile"], NUMBER, codes.mobile(78)]


def test_what_is_shown_is_the_number_that_was_submitted(filing):
    amend(filing.provider_id, by=owner_of(filing.provider), person={}, document=codes.id_card(8, "110108"))
    assert reveal(filing.pk, "document", "review", by=make_officer("11")).number == NUMBER


def test_the_verb_takes_only_what_is_listed(filing):
    officer = make_officer("11")
    for number, purpose in (("person_document", "review"), ("document", "because I want to")):
        with pytest.raises(ValidationError):
            reveal(filing.pk, number, purpose, by=officer)
    with pytest.raises(Gone):
        reveal(0, "document", "review", by=officer)
    assert shown(filing) == []


@pytest.mark.parametrize("status", ["returned", "filed", "refused", "lapsed", "withdrawn"])
def test_a_number_can_be_asked_for_after_the_decision_too(status):
    filing = make_filing(make_provider(province="11"), status)
    reveal(filing.pk, "service_mobile", "inquiry", by=make_officer("11"))
    assert [event.after["purpose"] for event in shown(filing)] == ["inquiry"]


VERIFIES = "also marks the provider as verified"


def test_the_case_says_that_filing_verifies_the_provider_until_it_is(client):
    provider = make_provider(province="11")
    first = make_filing(provider, "submitted")
    client.force_login(make_officer("11", language="en"))
    assert VERIFIES in client.get(reverse("admin:filings_filing_change", args=[first.pk])).text
    make_filing(provider, "filed")
    assert VERIFIES not in client.get(reverse("admin:filings_filing_change", args=[first.pk])).text
