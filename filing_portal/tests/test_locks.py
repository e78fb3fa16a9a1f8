"""Every verb locks each row once, with one strength, in the one order of lifecycle.py, and asks its right once."""

import re
import sys
from collections import Counter, defaultdict
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing_portal.base import parts
from filing_portal.feeds.models import Feed
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import nouns, title
from filing_portal.lifecycle import by_command, clock_alone, consequence, require_right
from filing_portal.tests.act import ACTS
from filing_portal.tests.sources import sources
from filings.models import Filing
from providers.models import Provider
from registry.models import Entry

pytestmark = pytest.mark.django_db

LISTED = list(parts.modules("tests.acts"))  # which fills ACTS

ORDER = (
    "accounts_user",
    "offices_officer",
    "schedule_schedulerun",
    "providers_provider",
    "filings_filing",
    "registry_entry",
    "inspections_inspection",
    "terms_notice",
    "terms_limit",
    "terms_term",
    "terms_shift",
    "registry_block",
)
# A noun that is not listed hangs on those before, and its term on it; of several, that of the lower room comes first.
UNLISTED = ORDER.index("inspections_inspection")
TABLES = [model._meta.db_table for model in apps.get_models()]
# Moves whose functions come with the enforcement of the law.
WITHOUT_A_FUNCTION = {(Entry, verb) for verb in ("suspend", "resume", "deregister", "revoke")}
# Verbs that ask no right: the row is that of the account that acts, so there is nobody else's to ask about.
ON_ONES_OWN = {(Provider, "register"), (Filing, "start"), (Feed, "open"), (Feed, "revoke")}
NOBODYS_CHOICE = (clock_alone, by_command, consequence)
# What locks in SQL of its own: a set of rows at once, and triggers, which only the database can run.
LOCKING_IN_SQL = {
    "filing_portal/terms/workflow/recomputing.py",
    "providers/models.py",
    "providers/migrations/0001_initial.py",
    "providers/migrations/0002_members_and_officers.py",
}

LOCKING = re.compile(r'FROM "(?P<table>\w+)" .*?WHERE (?P<which>.*?)(?: ORDER BY .*)? FOR (?P<strength>[A-Z ]*UPDATE)')
ONE_ROW = re.compile(r'"\w+"\."id" = (\d+)\b')


def locks(queries):
    """Return the locking statements, in order, as table, what they lock, and strength."""
    locking = [query["sql"] for query in queries if re.search(r"FOR (NO KEY )?UPDATE", query["sql"])]
    return [LOCKING.search(sql).group("table", "which", "strength") for sql in locking]


def rank(table):
    """Return the place of the table in the order of locks."""
    return ORDER.index(table) if table in ORDER else UNLISTED, TABLES.index(table)


@contextmanager
def rights_asked():
    """Count how often the right to each verb is asked of each row, wherever the question comes from."""
    asked: Counter[tuple[type[Any], Any, str]] = Counter()
    rows = []  # kept, so that no other row has the identity of one that is gone

    def seen(frame, event, _argument):
        if event == "call" and frame.f_code is require_right.__code__:
            row, verb = frame.f_locals["row"], frame.f_locals["verb"]
            rows.append(row)
            asked[type(row), row.pk or id(row), verb] += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        yield asked
    finally:
        sys.setprofile(before)


@pytest.fixture
def _at_work():
    """Set the clock to a working day, past eight, before days for which a notice can still be released."""
    with time_machine.travel("2026-11-24T10:00+08:00"):
        yield


@pytest.mark.usefixtures("_at_work")
@pytest.mark.parametrize(("noun", "verb", "prepare"), ACTS)
def test_a_verb_locks_and_asks_once_in_the_one_order(noun, verb, prepare):
    carry_out = prepare()
    before = Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0

    with CaptureQueriesContext(connection) as queries, rights_asked() as asked:
        carry_out()

    taken = locks(queries)
    rows = defaultdict(list)
    for table, which, _strength in taken:
        rows[table].append(which)
    for table, whiches in rows.items():
        # Several statements for one table: only where each names its row, and none names the same.
        ids = [found[1] for which in whiches if (found := ONE_ROW.search(which))]
        assert len(whiches) == 1 or len(set(ids)) == len(whiches), (table, whiches)
    ranks = [rank(table) for table, _which, _strength in taken]
    assert ranks == sorted(ranks), taken
    assert {strength for _table, _which, strength in taken} <= {"NO KEY UPDATE"}
    assert set(asked.values()) <= {1}, asked
    is_asked = (noun, verb) in {(of, to) for of, _row, to in asked}
    assert is_asked is ((noun, verb) not in ON_ONES_OWN) or noun.MOVES[verb].may in NOBODYS_CHOICE
    events = Event.objects.filter(pk__gt=before, subject_type=noun._meta.label_lower, verb=verb)
    assert events.exists() is bool(noun.MOVES[verb].said)
    assert all(title(event) != event.verb for event in Event.objects.filter(pk__gt=before))


def test_every_verb_is_measured():
    measured = {(noun, verb) for noun, verb, _prepare in (param.values for param in ACTS)}
    # The event of a filing that is started again is that of the new draft.
    assert measured | WITHOUT_A_FUNCTION | {(Filing, "start_again")} == {
        (noun, verb) for noun in nouns() for verb in noun.MOVES
    }


def test_rows_are_locked_in_one_place():
    texts = {name: path.read_text() for name, path in sources().items()}
    assert {name for name, text in texts.items() if "select_for_update" in text} == {"filing_portal/base/locks.py"}
    in_sql = re.compile(r"\bFOR\s+(NO\s+KEY\s+UPDATE|UPDATE|SHARE|KEY\s+SHARE)\b|\bLOCK\s+TABLE\b")
    assert {name for name, text in texts.items() if in_sql.search(text)} == LOCKING_IN_SQL
