"""Every verb locks each row once, with one strength, and in the one order of lifecycle.py."""

import re
from collections import defaultdict

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import nouns, title
from filing_portal.tests.acts_of_the_office import ACTS
from filings.models import Filing
from registry.models import Entry

pytestmark = pytest.mark.django_db

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
# Moves whose functions come with the enforcement of the law.
WITHOUT_A_FUNCTION = {(Entry, verb) for verb in ("suspend", "resume", "deregister", "revoke")}

LOCKING = re.compile(r'FROM "(?P<table>\w+)" .*?WHERE (?P<which>.*?)(?: ORDER BY .*)? FOR (?P<strength>[A-Z ]*UPDATE)')
ONE_ROW = re.compile(r'"\w+"\."id" = (\d+)\b')


def locks(queries):
    """Return the locking statements, in order, as table, what they lock, and strength."""
    locking = [query["sql"] for query in queries if re.search(r"FOR (NO KEY )?UPDATE", query["sql"])]
    return [LOCKING.search(sql).group("table", "which", "strength") for sql in locking]


@pytest.fixture
def _at_work():
    """Set the clock to a working day, past eight, before days for which a notice can still be released."""
    with time_machine.travel("2026-11-24T10:00+08:00"):
        yield


@pytest.mark.usefixtures("_at_work")
@pytest.mark.parametrize(("noun", "verb", "prepare"), ACTS)
def test_a_verb_locks_each_row_once_in_the_one_order(noun, verb, prepare):
    carry_out = prepare()
    before = Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0

    with CaptureQueriesContext(
        connection,
    ) as queries:
        carry_out()

    taken = locks(queries)
    rows = defaultdict(list)
    for table, which, _strength in taken:
        rows[table].append(which)
    for table, whiches in rows.items():
        # Several statements for one table: only where each names its row, and none names the same.
        ids = [found[1] for which in whiches if (found := ONE_ROW.search(which))]
        assert len(whiches) == 1 or len(set(ids)) == len(whiches), (table, whiches)
    ranks = [ORDER.index(table) for table, _which, _strength in taken]
    assert ranks == sorted(ranks), taken
    assert {strength for _table, _which, strength in taken} <= {"NO KEY UPDATE"}
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
    rooms = ("filing_portal", "providers", "filings", "registry", "reviews", "inspections")
    files = [path for room in rooms for path in (settings.BASE_DIR / room).rglob("*.py") if "tests" not in path.parts]
    locking = {
        path.relative_to(settings.BASE_DIR).as_posix() for path in files if "select_for_update" in path.read_text()
    }
    assert locking == {"filing_portal/base/locks.py"}
