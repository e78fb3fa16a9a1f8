from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from filing_portal import invariants
from filing_portal.demo.mass import Mass
from filing_portal.demo.script import Script
from filing_portal.demo.seed import Seeding
from filing_portal.invariants import asking, histories, numbering, singles, terms
from providers.models import Provider

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)
ONE_FILED = "(SELECT min(service_id) FROM filings_filing WHERE status = 'filed')"
ONE_EVENT = "(SELECT min(id) FROM ledger_event WHERE subject_type = '{}' AND verb = '{}')"


@pytest.fixture(scope="module", autouse=True)
def history(django_db_setup, django_db_blocker):
    """A made-up history that all tests of this file share; each of them is undone, and in the end the history too."""
    with django_db_blocker.unblock(), transaction.atomic():
        Seeding(7, ON).run([Script("a password of a test"), Mass(300, print)])
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


@pytest.mark.parametrize("invariant", invariants.ALL, ids=lambda invariant: invariant.name)
def test_what_must_hold_holds_on_a_made_up_history(invariant, settings):
    settings.EMAIL_HOST = "mail.example"
    answer = invariants.ask(invariant)
    assert (answer.breaches, answer.examples) == (0, ())


def history_is_cut(model, verb):
    kind = model._meta.label_lower
    return histories.history_of(model), f"DELETE FROM ledger_event WHERE id = {ONE_EVENT.format(kind, verb)}"


def written_twice(table, column, value):
    """Return SQL that copies one row of a table with another key, with its unique indexes gone."""
    return f"""
        DO $$ DECLARE found record; BEGIN
            FOR found IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'u'
            LOOP EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', found.conname); END LOOP;
            FOR found IN SELECT indexrelid::regclass AS name FROM pg_index
                         WHERE indrelid = '{table}'::regclass AND indisunique AND NOT indisprimary
            LOOP EXECUTE 'DROP INDEX ' || found.name; END LOOP;
        END $$;
        CREATE TEMPORARY TABLE twin ON COMMIT DROP AS SELECT * FROM {table} WHERE {column} = {value} LIMIT 1;
        UPDATE twin SET id = 999999;
        INSERT INTO {table} SELECT * FROM twin;
    """


FILING, ENTRY = "filings.filing", "registry.entry"
LETTER = "INSERT INTO letters_letter (uuid, email, kind, key, language, subject, body, url, is_secret, created_at,"
LETTER += (
    " attempts, next_attempt_at, error) VALUES (gen_random_uuid(), 'a@demo.example', 'received', 'a key', 'en', '',"
)
LETTER += " '', '', false, now() - interval '5 minutes', 0, now() - interval '5 minutes', '');"
CORRUPTIONS = [
    (singles.SUBMISSIONS, "DELETE FROM filings_round WHERE id = (SELECT min(id) FROM filings_round)"),
    (singles.SUBMISSIONS, written_twice("filings_round", "number", 1)),
    (singles.SUBMISSIONS, f"DELETE FROM ledger_event WHERE id = {ONE_EVENT.format(FILING, 'submit')}"),
    (singles.SUBMISSIONS, "UPDATE filings_filing SET submitted_at = now() WHERE status = 'submitted'"),
    (singles.DECISIONS, "DELETE FROM reviews_review WHERE id = (SELECT min(id) FROM reviews_review)"),
    (singles.DECISIONS, "UPDATE reviews_review SET outcome = 'refused' WHERE outcome = 'filed'"),
    (singles.DECISIONS, "DELETE FROM reviews_reason"),
    (singles.LETTERS, LETTER + written_twice("letters_letter", "key", "'a key'")),
    (singles.WAITING_LETTERS, LETTER),
    (singles.SLOTS, written_twice("schedule_schedulerun", "name", "'portal-open'")),
    (singles.INSPECTIONS, written_twice("inspections_inspection", "status", "'open'")),
    (
        singles.INSPECTIONS,
        written_twice("inspections_inspection", "status", "'open'")
        + "UPDATE inspections_inspection SET slot = slot + 1 WHERE id = 999999",
    ),
    (numbering.FILED, f"DELETE FROM registry_entry WHERE service_id = {ONE_FILED}"),
    (
        numbering.FILED,
        f"UPDATE filings_filing SET status = 'refused', numbered_at = NULL WHERE service_id = {ONE_FILED}",
    ),
    (numbering.FILED, f"UPDATE filings_filing SET numbered_at = NULL WHERE service_id = {ONE_FILED}"),
    (
        numbering.WELL_FORMED,
        "UPDATE registry_entry SET number = left(number, 19) || CASE right(number, 1) WHEN '1' THEN '2' ELSE '1' END"
        " WHERE id = 1 + (SELECT min(id) FROM registry_entry)",
    ),
    (numbering.WELL_FORMED, "UPDATE registry_entry SET glyph = '京' WHERE province = '33'"),
    (numbering.WELL_FORMED, "UPDATE registry_entry SET year = year - 1"),
    (numbering.ONCE, written_twice("registry_entry", "status", "'valid'")),
    (numbering.WITHOUT_GAP, "UPDATE registry_entry SET serial = serial + 500 WHERE serial = 2"),
    (numbering.WITHOUT_GAP, "UPDATE registry_block SET last_serial = last_serial + 1"),
    (numbering.WITHOUT_GAP, "UPDATE registry_block SET provider_id = provider_id + 100000"),
    (numbering.PUBLISHED, "DELETE FROM registry_version WHERE number = 1"),
    (numbering.PUBLISHED, "UPDATE registry_entry SET service_name = '改名' WHERE province = '33'"),
    history_is_cut(Provider, "register"),
    history_is_cut(histories.Filing, "start"),
    history_is_cut(histories.Filing, "accept"),
    history_is_cut(histories.Entry, "issue"),
    history_is_cut(histories.Inspection, "answer"),
    (histories.history_of(histories.Filing), "UPDATE filings_filing SET status = 'lapsed' WHERE status = 'withdrawn'"),
    (histories.history_of(histories.Filing), "UPDATE ledger_event SET verb = 'refuse' WHERE verb = 'accept'"),
    (
        histories.history_of(histories.Entry),
        """UPDATE ledger_event SET before = '{"status": "revoked"}' WHERE verb = 'suspend'""",
    ),
    (
        histories.history_of(histories.Inspection),
        "DELETE FROM inspections_inspection WHERE id = (SELECT min(id) FROM inspections_inspection)",
    ),
    (terms.DUE_DAYS, "UPDATE terms_term SET due_on = due_on + 1 WHERE met_on IS NULL"),
    (terms.DUE_DAYS, "UPDATE terms_term SET is_provisional = NOT is_provisional WHERE met_on IS NULL"),
    (terms.DUE_DAYS, "UPDATE terms_term SET announced_on = announced_on + 1 WHERE met_on IS NULL"),
    (terms.DUE_DAYS, "UPDATE terms_term SET announced_on = NULL WHERE met_on IS NULL"),
    (terms.DUE_DAYS, "UPDATE terms_term SET working_days = 25 WHERE met_on IS NULL"),
    (terms.COPIES, "UPDATE filings_filing SET due_on = due_on + 1 WHERE status = 'submitted'"),
    (terms.VERSIONS, "UPDATE terms_term SET calendar_id = '2099-1' WHERE met_on IS NULL"),
    (terms.VERSIONS, "UPDATE terms_notice SET status = 'prepared' WHERE code = '2026-1'"),
    (
        terms.VERSIONS,
        "INSERT INTO terms_shift (recomputation_id, term_id, before_on, after_on)"
        " VALUES (1, 1, '2026-09-22', '2026-09-23')",
    ),
    (terms.COPIES, "UPDATE terms_term SET met_on = due_on WHERE met_on IS NULL"),
    (terms.COPIES, "UPDATE inspections_inspection SET due_on = due_on + 1 WHERE status = 'open'"),
    (terms.STARTS, "UPDATE filings_round SET submitted_at = submitted_at + interval '1 day'"),
    (terms.STARTS, "UPDATE filings_filing SET decided_at = decided_at - interval '1 day' WHERE status = 'returned'"),
    (terms.STARTS, "UPDATE filings_filing SET started_on = started_on - 1 WHERE status = 'draft'"),
]


@pytest.mark.parametrize(("invariant", "corruption"), CORRUPTIONS)
def test_a_corruption_is_caught(invariant, corruption, corruptible, settings):
    settings.EMAIL_HOST = "mail.example"
    corruptible.execute(corruption)
    assert invariants.ask(invariant).breaches > 0


def test_every_promise_is_broken_once_in_these_tests():
    assert {invariant.name for invariant, _sql in CORRUPTIONS} == {invariant.name for invariant in invariants.ALL}


def test_without_a_mail_server_letters_may_wait(corruptible, settings):
    settings.EMAIL_HOST = ""
    corruptible.execute(LETTER)
    assert invariants.ask(singles.WAITING_LETTERS) == asking.Answer(0, 0, ())


def test_the_command_prints_a_line_for_each_promise(capsys):
    call_command("verify_invariants")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"ok     {invariant.name}" for invariant in invariants.ALL]


def test_the_command_ends_with_one_and_names_what_is_broken(corruptible, capsys):
    corruptible.execute(
        "UPDATE registry_block SET last_serial = 0 WHERE value = (SELECT min(value) FROM registry_block)"
    )
    with pytest.raises(SystemExit) as ending:
        call_command("verify_invariants")
    assert ending.value.code == 1
    broken = [line for line in capsys.readouterr().out.splitlines() if line.startswith("BROKEN")]
    assert [line.split(":")[0] for line in broken] == ["BROKEN The serials of a provider are without gap"]
