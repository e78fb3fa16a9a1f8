import pytest
from django.urls import reverse

from filing_portal.ledger.codes import Code, Told, codes
from filing_portal.ledger.models import Event
from filing_portal.ledger.workflow import record
from filing_portal.offices.roles import AUDITOR
from filing_portal.tests.factories import BECAUSE, make_entry, make_filing, make_inspection, make_officer, make_provider
from filings.models import Filing
from inspections.models import Inspection
from providers.models import Provider
from registry.models import Entry
from reviews.workflow import send_back

pytestmark = pytest.mark.django_db
LOG = "/console/ledger/event/"


@pytest.fixture(autouse=True)
def auditor(client):
    auditor = make_officer("33", AUDITOR, language="en")
    client.force_login(auditor)
    return auditor


def column(client, name):
    """Return the cells of one column of the log, newest event first."""
    rows = client.get(LOG).context["table"].rows
    return [cell for row in rows for header, cell in row if header == name]


def test_the_log_names_each_row_and_leads_to_its_page(client):
    inspection = make_inspection(make_entry(make_provider()))
    entry, filing = Entry.objects.get(), Filing.objects.get()
    cells = " ".join(column(client, "Row"))
    for noun, row, name in (
        ("filings_filing", filing, f"Filing {filing.reference}"),
        ("registry_entry", entry, f"Entry {entry.full_number}"),
        ("providers_provider", filing.provider, f"Provider {filing.provider.name}"),
        ("inspections_inspection", inspection, f"Inspection {inspection}"),
    ):
        url = reverse(f"admin:{noun}_change", args=[row.pk])
        assert f'<a href="{url}">{name}</a>' in cells
        assert client.get(url).status_code == 200


def test_a_row_that_is_gone_is_named_by_its_key(client):
    filing = make_filing(make_provider())
    record(filing, "discard", by=None)
    Filing.objects.filter(pk=filing.pk).update(province="44")
    assert f"Filing (no page here, key {filing.pk})" in column(client, "Row")


def test_the_log_says_the_province_by_its_name_and_the_day(client):
    make_provider()
    assert set(column(client, "Province")) == {"Zhejiang"}
    event = Event.objects.first()
    assert str(event.at.year) in column(client, "When")[0]


def test_an_event_is_told_in_words(client):
    filing = make_filing(make_provider(), "submitted")
    send_back(filing.pk, 1, BECAUSE, by=make_officer("33"))
    event = Event.objects.about(filing).get(verb="send_back")
    facts = {str(fact.label): fact.value for fact in client.get(f"{LOG}{event.pk}/").context["facts"]}
    assert facts["Province"] == "Zhejiang"
    assert "Status: In review" in facts["Before"].splitlines()
    assert {"Status: Returned for correction", "Grounds: art11"} <= set(facts["After"].splitlines())


def test_what_no_column_holds_is_told_by_its_own_name(client):
    provider = make_provider()
    after: dict[str, Told] = {"fields": codes(["name", "county"]), "is_active": False}
    after |= {"unknown": Code("x"), "person": None}
    event = record(provider, "amend", by=None, after=after)
    facts = {str(fact.label): fact.value for fact in client.get(f"{LOG}{event.pk}/").context["facts"]}
    assert sorted(facts["After"].splitlines()) == [
        "Account open: No",
        "Fields: Name, Place of registration",
        "Responsible person: —",
        "Unknown: x",
    ]


def test_the_log_costs_no_more_for_more_rows(client, django_assert_max_num_queries):
    for _n in range(3):
        make_inspection(make_entry(make_provider()))
    client.get(LOG)
    assert Inspection.objects.count() == Provider.objects.count() == 3
    with django_assert_max_num_queries(12):
        client.get(LOG)
