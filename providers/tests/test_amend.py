import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from demo import codes
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.tests.factories import make_entry, make_filing, make_officer, make_provider, make_user, owner_of
from filing_portal.vault.models import SealedValue, index_of
from filings import workflow as filings
from providers.models import Provider
from providers.states import Nature, Status
from providers.workflow import amend
from reviews import workflow as reviews
from reviews.workflow import Because

pytestmark = pytest.mark.django_db

AMEND = reverse("providers:amend")
DETAIL = reverse("providers:detail")
VERIFIED = (
    "These facts were verified with your first filing and cannot be changed here for now. If they have changed,"
    " tell the office that reviews your filings in writing, within 5 working days (art. 11)."
)
BECAUSE = [Because("art11", "机构名称与营业执照不一致。")]


@pytest.fixture
def provider(client):
    provider = make_provider(make_user(language="en"), province="33")
    client.force_login(owner_of(provider))
    return provider


@pytest.fixture
def individual(client):
    provider = make_provider(make_user(language="en"), nature=Nature.INDIVIDUAL)
    client.force_login(owner_of(provider))
    return provider


def answers(provider, **changed):
    """Return what the page sends when nothing was touched but `changed`."""
    person = provider.person.unseal()
    names = ("name", "credit_code", "legal_representative", "county", "address", "postal_address", "document_kind")
    return {
        **{name: getattr(provider, name) for name in names},
        "person_name": person["name"],
        "phone": person["phone"],
        "email": person["email"],
        "mobile": "",
        "document_number": "",
        **changed,
    }


def with_document(provider):
    """Give the responsible person of an organisation a document, as every registration does."""
    person = provider.person.unseal() | {"document_kind": "id_card", "document": codes.id_card(7, "330106")}
    return amend(provider.pk, by=owner_of(provider), person=person)


def amendments(provider):
    return list(Event.objects.about(provider).filter(verb="amend"))


def correct(provider, **facts):
    return amend(provider.pk, by=owner_of(provider), person=provider.person.unseal(), **facts)


def test_facts_are_corrected_and_the_province_follows_the_county(provider):
    sealed = provider.person

    amended = correct(provider, name="更名有限公司", county="440305", legal_representative="吴新")

    provider.refresh_from_db()
    assert provider == amended
    assert (provider.name, provider.county, provider.province) == ("更名有限公司", "440305", "44")
    assert (provider.legal_representative, provider.person, provider.status) == ("吴新", sealed, Status.REGISTERED)


def test_the_ledger_has_what_changed_and_no_words(provider):
    old, sealed = provider.name, str(provider.person_id)
    person = provider.person.unseal() | {"mobile": "13900001111"}

    amend(provider.pk, by=owner_of(provider), person=person, name="更名有限公司", legal_representative="吴新")

    provider.refresh_from_db()
    [event] = amendments(provider)
    digests = [index_of("legal_representative", name) for name in ("周测试", "吴新")]
    names = [index_of("name", name) for name in (old, "更名有限公司")]
    assert event.actor == owner_of(provider)
    assert event.before == {"name": names[0], "legal_representative": digests[0], "person": sealed}
    assert event.after == {
        "name": names[1],
        "legal_representative": digests[1],
        "person": str(provider.person_id),
    }
    assert provider.person.unseal() == person
    assert SealedValue.objects.filter(pk=sealed).exists()


def test_nothing_about_an_individual_stands_in_the_ledger(individual):
    number = codes.id_card(99, "330106")

    correct(individual, name="王新名", address="新路 2 号", postal_address="新路 3 号", document=number)

    individual.refresh_from_db()
    [event] = amendments(individual)
    written = json.dumps([event.before, event.after], ensure_ascii=False)
    assert individual.document.unseal() == {"kind": "id_card", "number": number}
    assert sorted(event.after) == ["address", "document", "name", "postal_address"]
    assert not any(text in written for text in ("王新名", "新路", number))


def test_asked_twice_the_second_time_changes_nothing(individual):
    facts = {"name": "王新名", "document": codes.id_card(99, "330106")}
    correct(individual, **facts)
    sealed = SealedValue.objects.count()

    correct(individual, **facts)

    assert (len(amendments(individual)), SealedValue.objects.count()) == (1, sealed)


def test_only_a_member_corrects_and_learns_the_status():
    provider = make_entry().provider
    for stranger in (owner_of(make_provider()), make_officer("33")):
        with pytest.raises(PermissionDenied):
            amend(provider.pk, by=stranger, person={}, name="别人")
    with pytest.raises(NotAllowedNow):
        correct(provider, name="别人")


def test_what_is_no_registered_fact_is_not_written(provider):
    with pytest.raises(TypeError):
        correct(provider, nature="individual")


def test_the_next_round_freezes_the_corrected_facts_and_is_accepted(provider):
    officer = make_officer("33")
    filing = make_filing(provider, "submitted")
    reviews.send_back(filing.pk, 1, BECAUSE, by=officer)

    correct(provider, name="更名有限公司", county="330110")
    filings.submit(filing.pk, 2, by=owner_of(provider))

    first, second = (round_.snapshot for round_ in filing.rounds.order_by("number"))
    assert (first["county"], second["county"]) == ("330106", "330110")
    assert (second["name"], second["name"] == first["name"]) == ("更名有限公司", False)
    assert reviews.accept(filing.pk, 2, by=officer).status == "filed"


def test_facts_that_nobody_reviewed_are_not_verified(provider):
    officer = make_officer("33")
    filing = make_filing(provider, "submitted")
    correct(provider, credit_code=codes.credit_code(77, "330106"))

    with pytest.raises(NotAllowedNow, match="登记"):
        reviews.accept(filing.pk, 1, by=officer)

    provider.refresh_from_db()
    filing.refresh_from_db()
    assert (provider.status, filing.status) == ("registered", "submitted")


def test_another_mobile_does_not_hold_up_the_review(provider):
    filing = make_filing(provider, "submitted")
    amend(provider.pk, by=owner_of(provider), person={"mobile": "13900001111"})

    assert reviews.accept(filing.pk, 1, by=make_officer("33")).status == "filed"


def test_the_page_begins_with_what_is_registered_and_shows_no_number(client, provider):
    person = with_document(provider).person.unseal()

    response = client.get(f"/en{AMEND}")
    page = response.content.decode()

    form = response.context["form"]
    assert [form[name].value() for name in ("name", "credit_code", "person_name", "document_kind", "email")] == [
        provider.name,
        provider.credit_code,
        "陈测试",
        "id_card",
        person["email"],
    ]
    assert [page.count(f'<option value="{code}" selected>') for code in ("33", provider.county)] == [1, 1]
    assert not any(number in page for number in (person["mobile"], person["document"]))
    kept = f"Leave empty to keep the number we have: {person['document'][:3]}{'*' * 11}{person['document'][-4:]}"
    assert kept in page


@pytest.mark.parametrize("empty", ["document_number", "mobile"])
def test_an_empty_number_keeps_the_one_there_is(client, provider, empty):
    held = with_document(provider).person.unseal()
    provider.refresh_from_db()
    typed = {"document_number": codes.id_card(8, "330106"), "mobile": "13900001111"}
    given = answers(provider, document_kind="id_card", **typed | {empty: ""})

    response = client.post(AMEND, given, follow=True)

    person = Provider.objects.get(pk=provider.pk).person.unseal()
    kept = {"document_number": "document", "mobile": "mobile"}
    assert response.redirect_chain == [(DETAIL, 302)]
    assert {name: person[column] == held[column] for name, column in kept.items()} == {
        "document_number": empty == "document_number",
        "mobile": empty == "mobile",
    }


def test_an_individual_corrects_the_name_and_keeps_the_rest(client, individual):
    document = individual.document

    response = client.post(f"/en{AMEND}", answers(individual, name="王新名"), follow=True)

    individual.refresh_from_db()
    assert (individual.name, individual.document) == ("王新名", document)
    assert [str(message) for message in response.context["messages"]] == [
        "Your registered facts are saved. Each filing takes them over when you submit it."
    ]


def test_a_postal_address_that_is_the_same_follows_the_address_on_the_document(client, individual):
    form = client.get(AMEND).context["form"]
    begun = {name: form[name].value() for name in ("same_address", "postal_address")}

    client.post(AMEND, answers(individual, address="新路 2 号", same_address="on", postal_address=""))

    individual.refresh_from_db()
    assert begun == {"same_address": True, "postal_address": ""}
    assert (individual.address, individual.postal_address) == ("新路 2 号", "新路 2 号")


def test_a_postal_address_of_its_own_stays(client, individual):
    correct(individual, postal_address="新路 3 号")

    form = client.get(AMEND).context["form"]

    assert {name: form[name].value() for name in ("same_address", "postal_address")} == {
        "same_address": None,
        "postal_address": "新路 3 号",
    }


def test_a_double_click_corrects_once(client, individual):
    given = answers(individual, name="王新名")

    first, second = client.post(AMEND, given), client.post(AMEND, given)

    assert (first.url, second.url, len(amendments(individual))) == (DETAIL, DETAIL, 1)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (
            {"document_kind": "passport"},
            "document_number",
            "Enter the number too: the one we have belongs to another type of document.",
        ),
        ({"document_kind": ""}, "document_kind", "Select the type of document."),
        ({"name": ""}, "name", "Enter your name."),
        ({"mobile": "12"}, "mobile", "Enter a mobile number of the mainland: 11 digits that start with 13 to 19."),
        (
            {"document_number": "330106209901010018"},
            "document_number",
            "The date of birth in the number lies in the future. Compare it with the card.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_answers_stay(client, individual, changed, field, sentence):
    response = client.post(f"/en{AMEND}", answers(individual, address="新路 2 号", **changed))

    form = response.context["form"]
    assert {name: list(messages) for name, messages in form.errors.items()} == {field: [sentence]}
    assert form["address"].value() == "新路 2 号"
    assert amendments(individual) == []


def test_who_never_gave_a_document_is_asked_for_one(client, provider):
    response = client.post(f"/en{AMEND}", answers(provider, document_kind="id_card"))

    assert response.context["form"].errors["document_number"] == ["Enter the number of the document."]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_verified_provider_is_told_what_to_do_when_its_facts_have_changed(client, method):
    provider = make_provider()
    make_entry(provider)
    client.force_login(owner_of(provider))

    response = getattr(client, method)(f"/en{AMEND}", answers(provider, name="别名"), follow=True)

    assert response.redirect_chain == [(f"/en{DETAIL}", 302)]
    assert [str(message) for message in response.context["messages"]] == [VERIFIED]
    assert Provider.objects.get(pk=provider.pk).name == provider.name


def test_one_corrects_only_ones_own_provider(client, individual):
    other = make_provider(name="别人的机构")

    page = client.get(AMEND).content.decode()
    client.post(AMEND, answers(individual, name="王新名"))

    other.refresh_from_db()
    assert ("别人的机构" in page, other.name) == (False, "别人的机构")


def test_an_account_without_a_provider_is_led_to_the_registration(client):
    client.force_login(make_user())
    assert client.get(AMEND).url == reverse("providers:register")


def test_the_pages_lead_to_the_correction_until_the_provider_is_verified(client, provider):
    filing = make_filing(provider)
    pages = [f"/en{DETAIL}", f"/en{reverse('filings:entity', args=[filing.uuid])}"]
    link = f'href="/en{AMEND}"'
    before = [" ".join(client.get(page).content.decode().split()) for page in pages]
    make_entry(provider)
    after = [" ".join(client.get(page).content.decode().split()) for page in pages]

    assert [(link in page, VERIFIED in page) for page in before] == [(True, False)] * 2
    assert [(link in page, VERIFIED in page) for page in after] == [(False, True)] * 2


def test_the_page_costs_few_queries(client, provider, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get(AMEND)
