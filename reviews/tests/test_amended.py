"""What is put on file is what was reviewed: the round is compared with the provider's facts as they are now."""

import pytest
from django.utils.translation import override

from demo import codes
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.tests.factories import make_filing, make_officer, make_provider, owner_of
from filings.models import Filing, Round
from filings.snapshots import sha256
from providers.models import Provider
from providers.workflow import amend
from reviews import workflow
from reviews.reading import amended

pytestmark = pytest.mark.django_db

PASSPORT = {"nature": "individual", "document_kind": "passport", "document": "E12345678"}


def submitted(**facts) -> Filing:
    return make_filing(make_provider(province="11", **facts), "submitted")


def correct(filing: Filing, **facts: str) -> None:
    provider = filing.provider
    amend(provider.pk, by=owner_of(provider), person=provider.person.unseal(), **facts)


def accept(filing: Filing) -> Filing:
    return workflow.accept(filing.pk, 1, by=make_officer("11", language="en"))


def refusal(filing: Filing) -> str:
    with override("en"), pytest.raises(NotAllowedNow) as told:
        accept(filing)
    assert Filing.objects.get(pk=filing.pk).status == "submitted"
    return str(told.value)


def sentence(facts: str) -> str:
    return (
        f"The provider has changed its registered facts since it submitted them: {facts}. "
        "Return the filing, so that it is submitted again."
    )


def test_facts_that_were_changed_since_the_round_are_not_put_on_file_and_are_named():
    filing = submitted()
    correct(filing, name="更名有限公司", postal_address="新路 2 号")
    assert refusal(filing) == sentence("Name of the provider, Postal address")


def test_facts_changed_past_the_ledger_are_found_as_well():
    filing = submitted()
    Provider.objects.filter(pk=filing.provider_id).update(legal_representative="另一人")
    assert refusal(filing) == sentence("Legal representative")


def test_facts_that_were_changed_back_are_those_that_were_reviewed():
    filing = submitted()
    name = filing.provider.name
    correct(filing, name="更名有限公司")
    correct(filing, name=name)
    assert accept(filing).status == "filed"


def test_the_document_of_an_individual_is_a_fact_of_the_round():
    filing = submitted(**PASSPORT)
    correct(filing, document="E87654321")
    assert refusal(filing) == sentence("Identity document")


def test_a_document_that_was_changed_back_is_the_one_that_was_reviewed():
    filing = submitted(**PASSPORT)
    correct(filing, document="E87654321")
    correct(filing, document="E12345678")
    filing.refresh_from_db()
    assert filing.provider.document_id != filing.rounds.get().snapshot["document"]["sealed"]
    assert accept(filing).status == "filed"


@pytest.mark.parametrize(("is_changed", "found"), [(False, []), (True, ["document"])])
def test_a_round_of_the_time_before_documents_were_frozen_knows_when_the_document_was_given(is_changed, found):
    filing = submitted(**PASSPORT)
    frozen = filing.rounds.get()
    snapshot = {name: value for name, value in frozen.snapshot.items() if name != "document"}
    old = Round(snapshot=snapshot, sha256=sha256(snapshot), submitted_at=frozen.submitted_at)
    if is_changed:
        correct(filing, document="E87654321")
    assert [answer.item.name for answer in amended(old, Provider.objects.get())] == found


def test_the_responsible_person_of_the_provider_may_change_while_the_filing_waits():
    filing = submitted()
    person = filing.provider.person.unseal() | {"mobile": codes.mobile(77)}
    amend(filing.provider_id, by=owner_of(filing.provider), person=person)
    assert accept(filing).status == "filed"


WARNING = "The provider has changed its registered facts since it submitted them."


def test_the_case_warns_before_the_decision_and_shows_both_texts(client):
    filing = submitted(**PASSPORT)
    address = filing.provider.address
    client.force_login(make_officer("11", language="en"))
    assert WARNING not in client.get(filing_page(filing)).text
    correct(filing, address="新路 8 号", document="E87654321")
    page = client.get(filing_page(filing))
    assert WARNING in page.text
    assert [(answer.old, answer.text) for answer in page.context["case"].amended] == [
        ("Passport E******78", "Passport E******21"),
        (address, "新路 8 号"),
    ]
    assert "E87654321" not in page.text


def test_a_case_that_is_decided_warns_no_more(client):
    filing = submitted()
    workflow.refuse(filing.pk, 1, [workflow.Because("art11", "不符")], by=make_officer("11"))
    correct(filing, name="更名有限公司")
    client.force_login(make_officer("11", language="en"))
    assert WARNING not in client.get(filing_page(filing)).text


def filing_page(filing: Filing) -> str:
    return f"/console/filings/filing/{filing.pk}/"
