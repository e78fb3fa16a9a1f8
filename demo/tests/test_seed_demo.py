from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from demo.accounts import ACCOUNTS, PASSWORD
from demo.management.commands.seed_demo import parse_size
from filing_portal.accounts.models import User
from filing_portal.tests.factories import make_officer, make_provider
from filings.models import Filing
from local.management.commands.run import holds_demo
from providers.models import Provider
from registry.models import Entry

ON = date(2026, 11, 23)


def seed_demo(*arguments: str) -> None:
    call_command("seed_demo", "--on", ON.isoformat(), *arguments)


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
def test_many_rows_leave_indexes_and_keys_as_they_were():
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
