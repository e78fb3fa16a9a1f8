import json
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from demo.accounts import ACCOUNTS, PASSWORD
from filing_portal.accounts.models import User
from filing_portal.base import clock, invariant
from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.terms.workflow import calendar
from filings.models import Filing
from inspections.models import Inspection
from inspections.workflow import due_entries
from providers.models import Provider
from registry.models import Entry

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def statuses(model: type[Model]) -> Counter:
    return Counter(model._base_manager.values_list("status", flat=True))


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """Return what the command says; the tests that ask for it share one small demo, which is undone in the end."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", "--on", ON.isoformat(), stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def test_the_small_demo_has_about_sixty_filings_and_every_status(small):
    assert statuses(Filing) == {
        "draft": 3,
        "submitted": 22,
        "returned": 3,
        "filed": 23,
        "refused": 2,
        "lapsed": 2,
        "withdrawn": 1,
    }
    assert statuses(Inspection) == {"open": 2, "overdue": 1, "answered": 1, "passed": 3, "not_passed": 1}
    assert statuses(Entry) == {"valid": 20, "suspended": 1, "revoked": 1, "deregistered": 1}
    assert statuses(Provider).keys() == {"registered", "verified"}
    assert Counter(Provider.objects.filter(nature="individual").values_list("document_kind", flat=True)) == {
        "id_card": 1,
        "residence_permit": 1,
    }


def test_the_queue_of_zhejiang_has_overdue_ones_one_for_today_and_some_due_soon(small):
    queue = Filing.objects.awaiting_review().filter(province="33").values_list("due_on", flat=True)
    assert [calendar().between(ON, due) for due in queue if due] == [-6, -2, 0, 1, 3, 4, 7, 10, 13, 13, 16, 19]


def test_each_demo_account_can_sign_in_and_is_printed_with_its_password(small):
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.get(user=user).verified
        assert (user.language, user.post and user.post.office.code) == (account.language, account.province or None)
        assert account.email in small
    assert PASSWORD in small


def test_the_demo_provider_has_something_of_everything(small):
    provider = User.objects.get(email="provider@demo.example").memberships.get().provider
    statuses = Counter(provider.filings.values_list("status", flat=True))
    assert statuses == {"draft": 2, "submitted": 1, "returned": 1, "filed": 3, "lapsed": 1}
    assert provider.entries.filter(inspections__status="open").count() == 1
    assert User.objects.get(email="new@demo.example").memberships.count() == 0


def test_letters_of_the_demo_do_not_wait_to_be_sent(small):
    assert Letter.objects.count() > 0
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_letters_were_written_in_the_order_of_their_days(small):
    days = list(Letter.objects.order_by("pk").values_list("created_at", flat=True))
    assert days == sorted(days)


def test_what_must_hold_holds(small):
    assert [promise.name for promise in invariant.collected() if invariant.ask(promise).breaches] == []


def test_everything_is_dated_by_the_story_and_recorded_now(small):
    latest = Event.objects.order_by("-at").first()
    assert clock.shanghai_day(latest.at) < ON
    assert Event.objects.filter(recorded_at__lt=timezone.now() - timedelta(hours=1)).count() == 0
    assert list(Event.objects.order_by("pk").values_list("at", flat=True)) == sorted(
        Event.objects.values_list("at", flat=True)
    )


def test_no_inspection_falls_due_before_the_day_ends(small):
    # Those due on the day itself are the schedule's to open.
    assert list(due_entries(ON - timedelta(days=1))) == []


def test_the_census_knows_every_status(small):
    lines = StringIO()
    call_command("census", stdout=lines)
    counted = json.loads(lines.getvalue())
    empty = [(kind, status) for kind, row in counted.items() for status, n in row.get("status", {}).items() if not n]
    assert empty == []


def test_a_service_bears_its_own_name_where_it_is_called_by_one(small):
    on_file = [entry.facts or {} for entry in Entry.objects.with_facts()]
    assert len(on_file) == 23
    for facts in on_file:
        called = {facts.get("client_name"), facts.get("account_name"), facts["service_name"]} - {"", None}
        assert called == {facts["service_name"]}
