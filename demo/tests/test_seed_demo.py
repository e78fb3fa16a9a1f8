from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from filing_portal.management.commands.run import holds_demo

from demo.accounts import ACCOUNTS, PASSWORD
from demo.management.commands.seed_demo import parse_size
from filing_portal import invariants
from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.terms.workflow import calendar
from filing_portal.tests.factories import make_officer, make_provider
from filings.models import Filing
from inspections.models import Inspection
from inspections.workflow import due_entries
from providers.models import Provider
from registry.models import Entry

ON = date(2026, 11, 23)


def seed_demo(*arguments: str) -> None:
    call_command("seed_demo", "--on", ON.isoformat(), *arguments)


def statuses(model: type[Model]) -> Counter:
    return Counter(model.objects.values_list("status", flat=True))


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """What the command says; the tests that ask for it share one small demo, which is undone in the end."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", "--on", ON.isoformat(), stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_small_demo_has_about_sixty_filings_and_every_status(small):
    assert statuses(Filing) == {
        "draft": 3,
        "submitted": 21,
        "returned": 3,
        "filed": 23,
        "refused": 2,
        "lapsed": 2,
        "withdrawn": 1,
    }
    assert statuses(Inspection) == {"open": 2, "overdue": 1, "answered": 1, "passed": 3, "not_passed": 1}
    assert statuses(Entry) == {"valid": 20, "suspended": 1, "revoked": 1, "deregistered": 1}
    assert statuses(Provider).keys() == {"registered", "verified"}


@pytest.mark.django_db
def test_the_queue_of_zhejiang_has_overdue_ones_one_for_today_and_some_due_soon(small):
    queue = Filing.objects.awaiting_review().filter(province="33").values_list("due_on", flat=True)
    assert [calendar().between(ON, due) for due in queue] == [-6, -2, 0, 1, 3, 4, 7, 10, 13, 13, 16, 19]


@pytest.mark.django_db
def test_each_demo_account_can_sign_in_and_is_printed_with_its_password(small):
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.get(user=user).verified
        assert (user.language, user.post and user.post.office.code) == (account.language, account.province or None)
        assert account.email in small
    assert PASSWORD in small


@pytest.mark.django_db
def test_the_demo_provider_has_something_of_everything(small):
    provider = User.objects.get(email="provider@demo.example").memberships.get().provider
    statuses = Counter(provider.filings.values_list("status", flat=True))
    assert statuses == {"draft": 2, "submitted": 1, "returned": 1, "filed": 3, "lapsed": 1}
    assert provider.entries.filter(inspections__status="open").count() == 1
    assert User.objects.get(email="new@demo.example").memberships.count() == 0


@pytest.mark.django_db
def test_letters_of_the_demo_do_not_wait_to_be_sent(small):
    assert Letter.objects.count() > 0
    assert Letter.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db
def test_what_must_hold_holds(small):
    assert [invariant.name for invariant in invariants.ALL if invariants.ask(invariant).breaches] == []


@pytest.mark.django_db
def test_everything_is_dated_by_the_story_and_recorded_now(small):
    latest = Event.objects.order_by("-at").first()
    assert clock.shanghai_day(latest.at) < ON
    assert Event.objects.filter(recorded_at__lt=timezone.now() - timedelta(hours=1)).count() == 0
    assert list(Event.objects.order_by("pk").values_list("at", flat=True)) == sorted(
        Event.objects.values_list("at", flat=True)
    )


@pytest.mark.django_db
def test_no_inspection_falls_due_before_the_day_ends(small):
    # Those due on the day itself are the schedule's to open.
    assert list(due_entries(ON - timedelta(days=1))) == []


@pytest.mark.django_db
def test_a_second_time_it_says_so_and_changes_nothing(capsys):
    seed_demo()
    before = Filing.objects.count()
    capsys.readouterr()
    seed_demo()
    assert capsys.readouterr().out == "The demo is there already; nothing was changed.\n"
    assert Filing.objects.count() == before


@pytest.mark.django_db
def test_more_can_be_added_to_the_demo():
    seed_demo()
    before = Filing.objects.count()
    seed_demo("--size", "20")
    seed_demo("--size", "20")
    assert Filing.objects.count() == before + 40


@pytest.mark.django_db
def test_beside_real_providers_it_must_be_told():
    make_provider()
    with pytest.raises(CommandError, match="real providers and accounts"):
        seed_demo()
    assert Provider.objects.count() == 1
    seed_demo("--force")
    assert Provider.objects.count() > 1


@pytest.mark.django_db
def test_beside_a_real_officer_or_a_published_list_it_must_be_told(tmp_path):
    (tmp_path / "list.csv").write_text("number,service,provider,url\n京网信备1101082276223860002X号,,,\n")
    call_command("import_entries", str(tmp_path / "list.csv"))
    with pytest.raises(CommandError, match="real entries"):
        seed_demo()
    make_officer()
    with pytest.raises(CommandError, match="real accounts and entries"):
        seed_demo()
    assert (User.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_the_accounts_are_said_at_each_start_as_long_as_their_password_holds():
    assert holds_demo() is False
    seed_demo()
    assert holds_demo() is True
    first = User.objects.get(email=ACCOUNTS[0].email)
    first.set_password("a-password-of-ones-own")
    first.save()
    assert holds_demo() is False


@pytest.mark.django_db
def test_production_is_refused_and_forced_gets_a_password_of_its_own(settings, capsys):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed_demo()
    assert User.objects.count() == 0
    seed_demo("--force")
    assert User.objects.get(email="auditor@demo.example").check_password(PASSWORD) is False
    assert PASSWORD not in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_many_rows_leave_indexes_and_keys_as_they_were(monkeypatch):
    monkeypatch.setattr("demo.management.commands.seed_demo.REBUILT_FROM", 50)

    def structure():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
            indexes = cursor.fetchall()
            cursor.execute(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated"
                " FROM pg_constraint ORDER BY 1, 2"
            )
            return indexes, cursor.fetchall()

    before = structure()
    seed_demo("--size", "60")
    assert structure() == before


@pytest.mark.parametrize(("text", "number"), [("small", 0), ("60", 60), ("10k", 10_000), ("1M", 1_000_000)])
def test_a_size_is_read(text, number):
    assert parse_size(text) == number


@pytest.mark.parametrize("text", ["", "0", "ten", "-5", "1.5m"])
def test_a_size_that_is_none_is_refused(text):
    with pytest.raises(CommandError, match="--size"):
        parse_size(text)
