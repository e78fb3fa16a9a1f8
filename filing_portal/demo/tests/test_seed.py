from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import transaction

from filing_portal.base import clock
from filing_portal.demo.mass import Mass
from filing_portal.demo.script import Script
from filing_portal.demo.seed import Seeding
from filing_portal.ledger.models import Event
from filing_portal.tests.factories import make_entry, make_filing, make_inspection
from filings.models import Filing, Round
from filings.snapshots import sha256
from filings.states import Status as FilingStatus
from inspections.models import Inspection
from inspections.states import Status as InspectionStatus
from inspections.workflow import due_entries
from providers import divisions, documents
from providers.models import Provider
from providers.states import Status as ProviderStatus
from registry.models import Entry
from registry.states import Status as EntryStatus

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)
SEALED = ("key_id", "sealed")


def seed(number: int = 400, seed: int = 7, on: date = ON) -> Seeding:
    seeding = Seeding(seed, on)
    seeding.run([Script("a password of a test"), Mass(number, print)])
    return seeding


def rows_of(seed_number: int) -> dict:
    """Return all rows a run with this seed makes; nothing of it stays."""
    with transaction.atomic():
        tables = seed(60, seed_number).tables
        rows = {}
        for label, table in tables.by_label.items():
            columns = [name for name in table.columns if name not in (*SEALED, "password")]
            rows[label] = list(table.model.objects.order_by("pk").values_list(*columns))
        transaction.set_rollback(True)
    return rows


def test_the_same_seed_and_day_make_the_same_rows():
    first = rows_of(7)
    assert rows_of(7) == first
    assert rows_of(8) != first


def test_there_are_as_many_filings_as_asked_for_beside_the_small_demo():
    Seeding(7, ON).run([Mass(250, print)])
    assert Filing.objects.count() == 250


def test_every_status_and_every_province_is_there():
    seed(1500)
    statuses = {
        model: set(model.objects.values_list("status", flat=True)) for model in (Provider, Filing, Entry, Inspection)
    }
    assert statuses == {
        Provider: set(ProviderStatus.values),
        Filing: set(FilingStatus.values),
        Entry: set(EntryStatus.values),
        Inspection: set(InspectionStatus.values),
    }
    provinces = set(Filing.objects.values_list("province", flat=True))
    assert provinces == {province.code for province in divisions.provinces()}


def test_codes_and_documents_are_valid():
    seed()
    for code in Provider.objects.exclude(credit_code="").values_list("credit_code", flat=True):
        assert documents.credit_code(code) == code
    for provider in Provider.objects.filter(document__isnull=False).select_related("document", "person"):
        number = provider.document.unseal()["number"]
        assert documents.document_number(provider.document_kind, number, ON) == number
        assert documents.mobile(provider.person.unseal()["mobile"])


def test_rows_pass_the_models_own_validation():
    seed(200)
    for model in (Provider, Filing, Entry, Inspection):
        rows = list(model.objects.all())
        assert rows
        for row in rows:
            row.clean_fields()  # raises ValidationError for a column that does not hold


def test_snapshots_have_the_hash_of_what_they_say():
    seed(100)
    assert [row.sha256 for row in Round.objects.all()] == [sha256(row.snapshot) for row in Round.objects.all()]


def test_no_inspection_falls_due_before_the_day_ends():
    seed()
    # Those due on the day itself are the schedule's to open.
    assert list(due_entries(ON - timedelta(days=1))) == []


def test_nothing_has_happened_after_the_day_before():
    seed()
    assert clock.shanghai_day(Event.objects.latest("at").at) < ON


def shapes() -> dict:
    """Return which columns the events of each verb name, before and after."""
    found = defaultdict(set)
    for kind, verb, before, after in Event.objects.values_list("subject_type", "verb", "before", "after"):
        found[kind, verb].add((frozenset(before), frozenset(after)))
    return dict(found)


def test_the_ledger_reads_as_if_the_verbs_had_written_it():
    with transaction.atomic():
        for status in FilingStatus.values:
            make_filing(status=status)
        for status in InspectionStatus.values:
            make_inspection(make_entry(), status=status)
        real = shapes()
        transaction.set_rollback(True)
    seed()
    made_up = shapes()
    assert {key: shapes for key, shapes in real.items() if not shapes <= made_up.get(key, set())} == {}
    assert {verb for _kind, verb in made_up.keys() - real.keys()} == {
        "suspend",
        "resume",
        "deregister",
        "revoke",
        "correct",
    }
