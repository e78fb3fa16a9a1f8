"""Every verb locks each row once, with one strength, and in the one order of lifecycle.py."""

import re
import uuid
from collections import defaultdict
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from registry.takeover import take_over

from filing_portal.base import clock
from filing_portal.feeds.models import Feed
from filing_portal.feeds.workflow import open_feed, revoke_feed
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import nouns, title
from filing_portal.offices import workflow as offices
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Limit, Notice
from filing_portal.terms.tests.versions import administrator, prepared, prepared_limit
from filing_portal.tests import factories
from filing_portal.tests.factories import (
    BECAUSE,
    PASSWORD,
    complete_answers,
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filing_portal.tests.releases import release_notice
from filings import workflow as filings
from filings.models import Filing
from inspections import workflow as inspections
from inspections.models import Inspection
from providers import workflow as providers
from providers.models import Provider
from registry import imports
from registry.models import Entry
from registry.workflow import issue
from reviews import workflow as reviews

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
# Tables of moves that come with the enforcement of the law.
WITHOUT_A_FUNCTION = {(Entry, verb) for verb in ("suspend", "resume", "deregister", "revoke")}
ACTS = []


def act(noun, verb):
    """Register a function that prepares the verb on a row of the noun and returns what carries it out."""

    def registered(prepare):
        ACTS.append(pytest.param(noun, verb, prepare, id=f"{noun._meta.model_name}-{prepare.__name__}"))
        return prepare

    return registered


@act(Provider, "register")
def register():
    user = make_user()
    return lambda: make_provider(user)


@act(Provider, "amend")
def amend():
    provider = make_provider()
    return lambda: providers.amend(provider.pk, by=owner_of(provider), person={}, name="更名有限公司")


@act(Filing, "start")
def start():
    owner = owner_of(make_provider())
    return lambda: filings.start(uuid.uuid4(), by=owner)


@act(Filing, "start")
def start_again():
    filing = make_filing(status="withdrawn")
    return lambda: filings.start_again(filing.pk, uuid.uuid4(), by=owner_of(filing.provider))


@act(Filing, "save_answers")
def save_answers():
    filing = make_filing()
    answers = complete_answers(filing.provider, started_on=clock.today() - timedelta(days=5))
    return lambda: filings.save_answers(filing.pk, by=owner_of(filing.provider), **answers)


@act(Filing, "discard")
def discard():
    filing = make_filing()
    return lambda: filings.discard(filing.pk, by=owner_of(filing.provider))


@act(Filing, "submit")
def submit():
    filing = make_filing()
    return lambda: filings.submit(filing.pk, 1, by=owner_of(filing.provider))


@act(Filing, "submit")
def submit_again():
    filing = make_filing(status="returned")
    return lambda: filings.submit(filing.pk, 2, by=owner_of(filing.provider))


@act(Filing, "withdraw")
def withdraw():
    filing = make_filing(status="submitted")
    return lambda: filings.withdraw(filing.pk, by=owner_of(filing.provider))


@act(Filing, "lapse")
def lapse():
    filing = make_filing(status="returned")
    return lambda: factories.lapse(filing)


@act(Filing, "move_deadline")
def move_deadline_of_filing():
    filing = make_filing(status="submitted")
    release_notice((terms.calendar().add(clock.today(), 1), "holiday"))
    return lambda: filings.tell_moved(filing.pk)


def decision(verb, *reasons):
    filing = make_filing(status="submitted")
    officer = make_officer(filing.province)
    return lambda: verb(filing.pk, 1, *reasons, by=officer)


@act(Provider, "verify")
@act(Filing, "accept")
def accept():
    return decision(reviews.accept)


@act(Filing, "send_back")
def send_back():
    return decision(reviews.send_back, BECAUSE)


@act(Filing, "refuse")
def refuse():
    return decision(reviews.refuse, BECAUSE)


@act(Entry, "issue")
def issue_number():
    filing = make_filing(status="filed")
    return lambda: issue(filing.pk)


@act(Entry, "import")
def import_list():
    rows = listed("京网信备1101082276223860002X号,,,")
    return lambda: take_over(rows, source="list.csv")


@act(Entry, "supplement")
def supplement_from_list():
    import_list()()
    rows = listed("京网信备1101082276223860002X号,链证,测试主体,")
    return lambda: take_over(rows, source="list.csv")


def listed(*lines):
    return list(imports.read("\n".join(["number,service,provider,url", *lines]).encode()))


def corrected():
    """Return an inspection whose answer corrects the entry."""
    inspection = make_inspection()
    inspections.answer(
        inspection.pk, by=owner_of(inspection.entry.provider), corrections={"description": "为测试提供存证与核验。"}
    )
    return inspection


@act(Entry, "correct")
@act(Entry, "pass_inspection")
@act(Inspection, "pass_inspection")
def pass_inspection():
    inspection = corrected()
    officer = make_officer(inspection.province)
    return lambda: inspections.pass_inspection(inspection.pk, by=officer)


@act(Entry, "fail_inspection")
@act(Inspection, "fail_inspection")
def fail_inspection():
    inspection = make_inspection(status="answered")
    officer = make_officer(inspection.province)
    return lambda: inspections.fail_inspection(inspection.pk, by=officer, finding="网站已无法打开。")


@act(Inspection, "fail_inspection")
def fail_overdue_inspection():
    inspection = make_inspection(status="overdue")
    officer = make_officer(inspection.province)
    return lambda: inspections.fail_inspection(inspection.pk, by=officer, finding="未答复。")


@act(Inspection, "open")
def open_inspection():
    entry = make_entry()
    Entry.objects.update(inspected_on=date(2020, 1, 2))
    return lambda: inspections.open_inspection(entry.pk, clock.today())


@act(Inspection, "answer")
def answer():
    inspection = make_inspection()
    return lambda: inspections.answer(inspection.pk, by=owner_of(inspection.entry.provider), corrections={})


@act(Inspection, "fall_due")
def fall_due():
    inspection = make_inspection()
    factories.pass_its_due_day(inspection, clock.today() - timedelta(days=1))
    return lambda: inspections.fall_due(inspection.pk)


@act(Inspection, "fall_back")
def fall_back():
    inspection = make_inspection(status="overdue")
    factories.pass_its_due_day(inspection, clock.today() + timedelta(days=7))
    return lambda: inspections.fall_back(inspection.pk)


@act(Inspection, "move_deadline")
def move_deadline_of_inspection():
    inspection = make_inspection()
    release_notice((terms.calendar().add(clock.today(), 1), "holiday"))
    return lambda: inspections.tell_moved(inspection.pk)


@act(Officer, "appoint")
def appoint():
    office, role, by = Office.objects.get(code="11"), Role.objects.get(code="reviewer"), administrator()
    return lambda: offices.appoint("new@example.com", "新人", office, role, PASSWORD + "!", by=by)


@act(Officer, "deactivate")
def deactivate():
    officer, by = make_officer("11"), administrator()
    return lambda: offices.deactivate(officer.post.pk, by=by, note="离职")


@act(Officer, "reactivate")
def reactivate():
    officer, by = make_officer("11"), administrator()
    offices.deactivate(officer.post.pk, by=by, note="离职")
    return lambda: offices.reactivate(officer.post.pk, by=by, note="复职")


@act(Notice, "prepare")
def prepare_notice():
    by = administrator()
    return lambda: prepared((clock.today() + timedelta(days=30), "holiday"), by=by)


@act(Notice, "release")
@act(Notice, "overtake")
def release_one_of_three_notices():
    notices = [prepared((clock.today() + timedelta(days=days), "holiday")) for days in (30, 31, 32)]
    by = administrator()
    return lambda: terms.release_notice(notices[0].pk, by=by)


@act(Notice, "discard")
def discard_notice():
    notice, by = prepared((clock.today() + timedelta(days=30), "holiday")), administrator()
    return lambda: terms.discard_notice(notice.pk, by=by, note="重复")


@act(Limit, "prepare")
def prepare_limit():
    by = administrator()
    return lambda: prepared_limit("correct", 15, clock.today(), by=by)


@act(Limit, "release")
def release_limit():
    limit, by = prepared_limit("correct", 15, clock.today(), running=True), administrator()
    return lambda: terms.release_limit(limit.pk, by=by)


@act(Limit, "discard")
def discard_limit():
    limit, by = prepared_limit("correct", 15, clock.today()), administrator()
    return lambda: terms.discard_limit(limit.pk, by=by, note="重复")


@act(Feed, "open")
@act(Feed, "revoke")
def open_another_feed():
    user = make_user()
    open_feed(by=user)
    return lambda: open_feed(by=user)


@act(Feed, "revoke")
def revoke():
    user = make_user()
    open_feed(by=user)
    return lambda: revoke_feed(by=user)


LOCKING = re.compile(r'FROM "(?P<table>\w+)" .*?WHERE (?P<which>.*?)(?: ORDER BY .*)? FOR (?P<strength>[A-Z ]*UPDATE)')
ONE_ROW = re.compile(r'"\w+"\."id" = (\d+)\b')


def locks(queries):
    """Return the locking statements, in order, as table, what they lock, and strength."""
    locking = [query["sql"] for query in queries if re.search(r"FOR (NO KEY )?UPDATE", query["sql"])]
    return [LOCKING.search(sql).group("table", "which", "strength") for sql in locking]


@pytest.fixture
def _at_work():
    """It is a working day, past eight, and a notice can still be released for the days that follow."""
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


def test_rows_are_locked_by_lifecycle_alone():
    rooms = ("filing_portal", "providers", "filings", "registry", "reviews", "inspections")
    files = [path for room in rooms for path in (settings.BASE_DIR / room).rglob("*.py") if "tests" not in path.parts]
    locking = {
        path.relative_to(settings.BASE_DIR).as_posix() for path in files if "select_for_update" in path.read_text()
    }
    assert locking == {"filing_portal/lifecycle.py"}
