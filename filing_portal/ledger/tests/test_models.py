import pytest
from django.db import DatabaseError, connection, transaction

from filing_portal.ledger.codes import Code
from filing_portal.ledger.models import Event
from filing_portal.ledger.workflow import record
from filing_portal.tests.factories import make_filing, make_provider, make_user

pytestmark = pytest.mark.django_db


def written():
    return record(make_user(), "test", by=None, after={"status": Code("new")})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET verb = 'other'",
        "UPDATE ledger_event SET at = now()",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event",
        "TRUNCATE accounts_user CASCADE",
    ],
)
def test_the_database_keeps_every_event_as_it_is(statement):
    written()
    before = list(Event.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Event.objects.values()) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: Event.objects.update(verb="other"),
        lambda event: Event.objects.all().delete(),
        lambda event: Event.objects.bulk_update([event], ["verb"]),
    ],
    ids=["save", "delete", "update", "delete all", "bulk update"],
)
def test_no_way_through_the_models_changes_an_event(change):
    event = written()
    with pytest.raises(DatabaseError), transaction.atomic():
        change(event)
    assert Event.objects.get().verb == "test"


def test_the_events_about_several_rows_come_in_their_order():
    provider = make_provider()
    filing = make_filing(provider, "submitted")
    make_filing(make_provider(), "submitted")
    verbs = [(event.subject_type, event.verb) for event in Event.objects.about(provider, filing)]
    assert verbs == [
        ("providers.provider", "register"),
        ("filings.filing", "start"),
        ("filings.filing", "submit"),
    ]


def test_nothing_is_asked_about_no_row():
    written()
    assert list(Event.objects.about()) == []
