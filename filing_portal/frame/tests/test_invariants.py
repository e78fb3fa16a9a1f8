from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from filing_portal.base import parts
from filing_portal.base.invariant import Finding, ask, collected
from filing_portal.letters.invariants import WAITING
from filing_portal.letters.tests.corruptions import LETTER

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)
INVARIANTS = collected()
CORRUPTIONS = [row for part in parts.modules("tests.corruptions") for row in part.CORRUPTIONS]


@pytest.fixture(scope="module", autouse=True)
def history(django_db_setup, django_db_blocker):
    """Make a history that all tests of this file share; each of them is undone, and in the end the history too."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", "--on", ON.isoformat(), "--size", "300")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def corruptible(history):
    """No trigger and no foreign key stands in the way; what the test did is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        transaction.set_rollback(True)


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.name)
def test_what_must_hold_holds_on_a_made_up_history(invariant, settings):
    settings.EMAIL_HOST = "mail.example"
    found = ask(invariant)
    assert (found.breaches, found.examples) == (0, ())


@pytest.mark.parametrize(
    ("invariant", "corruption"),
    CORRUPTIONS,
    ids=[f"{number} {invariant.name}" for number, (invariant, _sql) in enumerate(CORRUPTIONS)],
)
def test_a_corruption_is_caught(invariant, corruption, corruptible, settings):
    settings.EMAIL_HOST = "mail.example"
    corruptible.execute(corruption)
    assert ask(invariant).breaches > 0


def test_every_promise_is_broken_once_in_these_tests():
    assert {invariant.name for invariant, _sql in CORRUPTIONS} == {invariant.name for invariant in INVARIANTS}


def test_every_noun_with_a_status_and_moves_has_a_promise_about_its_history():
    nouns = {
        model._meta.label_lower for model in apps.get_models() if hasattr(model, "MOVES") and hasattr(model, "status")
    }
    told = {invariant.parameters().get("kind") for invariant in INVARIANTS} - {None}
    assert told == nouns


def test_without_a_mail_server_letters_may_wait(corruptible, settings):
    settings.EMAIL_HOST = ""
    corruptible.execute(LETTER)
    assert ask(WAITING) == Finding(0, 0, ())


def test_the_command_prints_a_line_for_each_promise(capsys):
    call_command("verify_invariants")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"ok     {invariant.name}" for invariant in INVARIANTS]


def test_the_command_ends_with_one_and_names_what_is_broken(corruptible, capsys):
    corruptible.execute(
        "UPDATE registry_block SET last_serial = 0 WHERE value = (SELECT min(value) FROM registry_block)"
    )
    with pytest.raises(SystemExit) as ending:
        call_command("verify_invariants")
    assert ending.value.code == 1
    broken = [line for line in capsys.readouterr().out.splitlines() if line.startswith("BROKEN")]
    assert [line.split(":")[0] for line in broken] == ["BROKEN The serials of a provider are without gap"]
