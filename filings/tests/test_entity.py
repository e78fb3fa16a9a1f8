"""The facts of a verified provider, corrected while a filing is returned."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override

from demo import codes
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.tests.factories import make_entry, make_filing, make_officer, make_provider, make_user, owner_of
from filing_portal.vault.models import index_of
from filings import workflow as filings
from filings.models import Filing
from providers.models import Provider
from providers.states import Nature
from registry.models import Version
from reviews import workflow as reviews

pytestmark = pytest.mark.django_db
RENAMED = "更名有限公司"
CANNOT = "These facts were verified with your first filing and cannot be changed here for now."


def verified(nature=Nature.ORGANISATION) -> Provider:
    provider = make_provider(make_user(language="en"), nature=nature)
    make_entry(provider)
    return Provider.objects.get(pk=provider.pk)


@pytest.fixture
def provider(client):
    provider = verified()
    client.force_login(owner_of(provider))
    return provider


@pytest.fixture
def returned(provider):
    return make_filing(provider, "returned")


def correct(filing, by=None, **facts):
    provider = filing.provider
    return filings.correct_entity(filing.pk, by=by or owner_of(provider), person=provider.person.unseal(), **facts)


def page(name: str, filing: Filing) -> str:
    with override("en"):
        return reverse(f"filings:{name}", args=[filing.uuid])


def answers(provider: Provider, **changed):
    """Return what the page of an organisation sends when nothing was touched but `changed`."""
    person = provider.person.unseal()
    names = ("name", "legal_representative", "county", "address", "postal_address")
    return {
        **{name: getattr(provider, name) for name in names},
        "person_name": person["name"],
        "phone": person["phone"],
        "email": person["email"],
        "mobile": "",
        "document_kind": "passport",
        "document_number": "E12345678",
        **changed,
    }


def test_a_verified_provider_corrects_its_facts_while_a_filing_is_returned(provider, returned):
    before = {
        "name": index_of("name", provider.name),
        "county": provider.county,
        "legal_representative": index_of("legal_representative", provider.legal_representative),
    }

    correct(returned, name=RENAMED, county="330110", legal_representative="吴新")

    provider.refresh_from_db()
    event = Event.objects.about(provider).last()
    assert (provider.name, provider.county, provider.province, provider.status) == (RENAMED, "330110", "33", "verified")
    assert (event.verb, event.actor, event.before, event.after) == (
        "correct",
        owner_of(provider),
        before,
        {
            "name": index_of("name", RENAMED),
            "county": "330110",
            "legal_representative": index_of("legal_representative", "吴新"),
        },
    )


def test_corrected_twice_the_same_facts_leave_one_event(provider, returned):
    correct(returned, name=RENAMED)
    correct(returned, name=RENAMED)
    assert Event.objects.about(provider).filter(verb="correct").count() == 1


@pytest.mark.parametrize("status", ["draft", "submitted", "filed", "refused", "lapsed", "withdrawn"])
def test_nothing_is_corrected_while_the_filing_is_not_returned(provider, status):
    filing = make_filing(provider, status)
    with pytest.raises(NotAllowedNow):
        correct(filing, name=RENAMED)


def test_nothing_is_corrected_after_the_time_for_it(provider, returned):
    filings.note_open_day()
    with time_machine.travel(f"{returned.due_on + timedelta(days=20)}T10:00+08:00", tick=False):
        filings.note_open_day()
    late = time_machine.travel(f"{returned.due_on + timedelta(days=21)}T10:00+08:00", tick=False)
    with late, pytest.raises(NotAllowedNow):
        correct(returned, name=RENAMED)


def test_only_a_member_of_the_provider_corrects_and_learns_the_status(provider, returned):
    for stranger in (owner_of(make_provider()), make_officer("33")):
        with pytest.raises(PermissionDenied):
            correct(returned, by=stranger, name=RENAMED)


@pytest.mark.parametrize("fact", ["credit_code", "document_kind", "nature", "status"])
def test_what_says_who_the_provider_is_is_not_corrected(returned, fact):
    with pytest.raises(TypeError):
        correct(returned, **{fact: "x"})


def test_a_provider_that_is_not_verified_amends_its_facts(client):
    filing = make_filing(make_provider(make_user(language="en")), "returned")
    client.force_login(owner_of(filing.provider))

    with pytest.raises(NotAllowedNow):
        correct(filing, name=RENAMED)
    assert client.get(page("correct_entity", filing)).url == "/en/provider/amend/"


def test_the_corrected_facts_are_judged_with_the_next_round_and_stand_in_its_version(provider, returned):
    correct(returned, name=RENAMED)
    filings.submit(returned.pk, 2, by=owner_of(provider))

    reviews.accept(returned.pk, 2, by=make_officer("33"))

    first, second = (round_.snapshot["name"] for round_ in returned.rounds.order_by("number"))
    assert (first == RENAMED, second == RENAMED) == (False, True)
    assert Version.objects.filter(entry__provider=provider).count() == 1  # the former entry keeps what was filed


def test_another_filing_in_review_is_not_accepted_with_facts_that_were_corrected_since(provider, returned):
    other = make_filing(provider, "submitted")
    correct(returned, name=RENAMED)

    with pytest.raises(NotAllowedNow):
        reviews.accept(other.pk, 1, by=make_officer("33"))


def test_the_page_corrects_and_leads_back_to_the_section(client, provider, returned):
    response = client.post(page("correct_entity", returned), answers(provider, name=RENAMED), follow=True)

    provider.refresh_from_db()
    assert (response.redirect_chain, provider.name) == ([(page("entity", returned), 302)], RENAMED)
    assert [str(message) for message in response.context["messages"]] == [
        "The corrected facts are saved. Submit the filing again so that they are judged."
    ]


def test_the_page_asks_for_no_credit_code_and_takes_none(client, provider, returned):
    code = provider.credit_code
    form = client.get(page("correct_entity", returned)).context["form"]

    client.post(page("correct_entity", returned), answers(provider, credit_code=codes.credit_code(77, "330106")))

    provider.refresh_from_db()
    assert ("credit_code" in form.fields, provider.credit_code) == (False, code)


def test_the_page_asks_an_individual_for_no_document(client):
    provider = verified(Nature.INDIVIDUAL)
    document, filing = provider.document, make_filing(provider, "returned")
    client.force_login(owner_of(provider))
    sent = {**answers(provider, name="王新名"), "document_number": "E99999999"}

    form = client.get(page("correct_entity", filing)).context["form"]
    response = client.post(page("correct_entity", filing), sent)

    provider.refresh_from_db()
    assert {"document_kind", "document_number"} & form.fields.keys() == set()
    assert (response.url, provider.name, provider.document) == (page("entity", filing), "王新名", document)


def test_a_stranger_finds_no_page_and_a_filing_that_is_not_returned_none_to_correct(client, provider):
    other, own = make_filing(verified(), "returned"), make_filing(provider, "submitted")

    assert client.get(page("correct_entity", other)).status_code == 404
    assert client.get(page("correct_entity", own)).status_code == 302


@pytest.mark.parametrize(("status", "offered"), [("returned", True), ("draft", False)])
def test_the_section_offers_the_correction_or_says_what_to_do_now(client, provider, status, offered):
    filing = make_filing(provider, status)

    html = " ".join(client.get(page("entity", filing)).content.decode().split())

    assert (f'href="{page("correct_entity", filing)}"' in html, CANNOT in html) == (offered, not offered)


def test_no_page_sends_anybody_to_a_change_filing_that_is_not_there(client, provider):
    pages = ["/en/provider/", page("entity", make_filing(provider))]
    assert ["change filing" in client.get(each).content.decode() for each in pages] == [False, False]
