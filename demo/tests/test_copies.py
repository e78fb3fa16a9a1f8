from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from demo.copies import NOT_COPIED, OFFICER
from filing_portal.base import clock, invariant
from filings.models import Filing, Round
from filings.snapshots import sha256
from filings.states import Status as FilingStatus
from inspections.models import Inspection
from inspections.states import Status as InspectionStatus
from inspections.workflow import due_entries
from providers import credit_codes, divisions, documents
from providers.models import Provider
from providers.states import Status as ProviderStatus
from registry.models import Entry
from registry.numbers import read
from registry.states import Status as EntryStatus

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)
NUMBER = 1000


@pytest.fixture(scope="module", autouse=True)
def copied(django_db_setup, django_db_blocker):
    """Return a thousand filings beside the small demo, which all tests of this file read; undone in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", "--on", ON.isoformat())
        before = Filing.objects.latest("pk").pk
        call_command("seed_demo", "--on", ON.isoformat(), "--size", str(NUMBER))
        yield Filing.objects.filter(pk__gt=before)
        transaction.set_rollback(True)


def test_there_are_as_many_filings_as_asked_for(copied):
    assert copied.count() == NUMBER


def test_what_must_hold_holds():
    assert [promise.name for promise in invariant.collected() if invariant.ask(promise).breaches] == []


def test_every_status_and_every_province_is_there(copied):
    statuses = {model: set(model.objects.values_list("status", flat=True)) for model in (Provider, Entry, Inspection)}
    assert statuses == {
        Provider: set(ProviderStatus.values),
        Entry: set(EntryStatus.values),
        Inspection: set(InspectionStatus.values),
    }
    assert set(copied.values_list("status", flat=True)) == set(FilingStatus.values)
    assert set(copied.values_list("province", flat=True)) == {province.code for province in divisions.provinces()}


def test_codes_documents_and_numbers_are_valid_and_each_is_given_once():
    codes = list(Provider.objects.exclude(credit_code="").values_list("credit_code", flat=True))
    assert [credit_codes.credit_code(code) for code in codes] == codes
    assert len(set(codes)) == len(codes)
    for provider in Provider.objects.filter(document__isnull=False).select_related("document", "person"):
        number = provider.document.unseal()["number"]
        assert documents.document_number(provider.document_kind, number, ON) == number
        assert documents.mobile(provider.person.unseal()["mobile"])
    assert [str(read(entry.full_number, clock.today())) for entry in Entry.objects.all()] == [
        entry.full_number for entry in Entry.objects.all()
    ]


def test_no_two_copies_share_what_was_sealed():
    digests = list(Provider.objects.values_list("person__digest", flat=True))
    assert len(set(digests)) == len(digests)


def test_rows_pass_the_models_own_validation():
    rows = [row for model in (Provider, Filing, Entry, Inspection) for row in model.objects.all()]
    assert {type(row): complaint(row) for row in rows if complaint(row)} == {}


def complaint(row: Model) -> str:
    """Return what is wrong with the columns of the row."""
    try:
        row.clean_fields()
    except ValidationError as error:
        return str(error)
    return ""


def test_snapshots_have_the_hash_of_what_they_say_and_say_what_was_copied(copied):
    rounds = list(Round.objects.select_related("filing__provider", "filing__service"))
    assert [row.sha256 for row in rounds] == [sha256(row.snapshot) for row in rounds]
    assert [row.snapshot["name"] for row in rounds] == [row.filing.provider.name for row in rounds]
    assert [row.snapshot["service_name"] for row in rounds] == [row.filing.service.name for row in rounds]


def test_no_inspection_falls_due_before_the_day_ends():
    # Those due on the day itself are the schedule's to open.
    assert list(due_entries(ON - timedelta(days=1))) == []


def test_nothing_of_the_told_stories_is_left(copied):
    with connection.cursor() as cursor:
        for model in {row._meta.model for row in (Filing(), Provider(), Entry(), Inspection(), Round())}:
            cursor.execute(
                f"SELECT count(*) FROM {model._meta.db_table} AS row WHERE row::text ~ '⟦|⟧|\\m20[0-9]{{8}}\\M'"
            )
            assert cursor.fetchone() == (0,), model


def test_a_new_row_gets_the_next_key(copied):
    provider = Provider.objects.latest("pk")
    provider.services.create()
    assert provider.services.latest("pk").pk < OFFICER
    assert "letters.Letter" in NOT_COPIED
