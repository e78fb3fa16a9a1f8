"""What a page may cost: few questions to the database, and no more of them for a thousand rows than for ten."""

from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from statistics import median

import pytest
from django.core.cache import cache
from django.db import transaction

from demo import names
from demo.copies import Copies
from demo.script import stories_of
from demo.stage import Party, moment, tell
from filing_portal.accounts.models import User
from filing_portal.base import clock, parts
from filing_portal.frame import access
from filing_portal.letters.models import Letter
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.schedule.tasks import HEARTBEAT_KEY
from filing_portal.terms import workflow
from filing_portal.terms.models import Audit, Notice, Recomputation, Shift, Term
from filing_portal.tests.factories import PASSWORD, make_officer, make_user
from filing_portal.tests.pages import PAGES
from filing_portal.tests.reading import World, cost
from filing_portal.workdays.calendar import Arranged
from filings.models import Filing, Service
from providers.models import Provider
from registry.models import Entry

FEW, MANY = 10, 1000
MOST_QUERIES, MEDIAN_QUERIES = 12, 6
SECONDS = 600
WORDS = (
    "draft 7",
    "submitted 15",
    "returned 6",
    "filed 21",
    "refused 14",
    "asked 10",
    "answered 2",
    "judged 21 pass_inspection",
    "lapsed 43",
)


def build(rows: int) -> World:
    """Return a world in which each list has about so many rows, all of one provider and one province."""
    member, newcomer = make_user(), make_user()
    reviewer, auditor, administrator = (
        make_officer("33"),
        make_officer("00", AUDITOR),
        make_officer("00", SYSTEM_ADMINISTRATOR),
    )
    rng, on = Random(1), clock.today()
    party = Party(names.facts(rng, 1, "330106"), member, reviewer)
    services = [(words, names.service(rng)) for words in WORDS]
    tell(stories_of(party, services, rng, on, "s1"), moment(on))
    multiply(rng, rows - len(WORDS), on, party.provider)
    officers = User.objects.bulk_create(User(email=f"colleague-{n}@demo.example", name="同事") for n in range(rows))
    role, office = Role.objects.get(code=REVIEWER), Office.objects.get(code="33")
    Officer.objects.bulk_create(Officer(user=user, office=office, role=role) for user in officers)
    write_letters(member, rows)
    work_out_again(make_officer("00", SYSTEM_ADMINISTRATOR))
    world = World(PASSWORD, member, newcomer, reviewer, auditor, administrator)
    for part in parts.modules("tests.pages"):
        if hasattr(part, "fill"):
            part.fill(world, rows)
    return world


def multiply(rng: Random, number: int, on: date, provider: Provider) -> None:
    """Add so many filings of the province, as if the provider had made all of them."""
    copies = Copies(rng, on, ["33"])
    words = (
        *("submitted 13", "returned 7", "filed 71", "asked 9", "answered 3", "judged 36 pass_inspection"),
        *("refused 43", "draft 6"),
    )
    copies.write(islice(cycle(copies.tell([word] for word in words[:number])), number))
    for model in (Service, Filing, Entry):
        model.objects.exclude(provider=provider).update(provider=provider)


def work_out_again(colleague: User) -> None:
    """Every term was moved by a release, and a version of calendar and time limits waits for the next one."""
    newest = Notice.objects.get(code="2026-1")
    run = Recomputation.objects.create(notice=newest)
    Shift.objects.bulk_create(
        Shift(recomputation=run, term=term, before_on=term.due_on, after_on=term.due_on + timedelta(days=1))
        for term in Term.objects.all()
    )
    Audit.objects.create(slot=clock.today(), notice=newest, terms=1, differences=0)
    today, days = clock.today(), [Arranged(date(2026, 12, 31), "holiday", "元旦")]
    facts = {"number": "〔2026〕9号", "title": "通知", "address": "https://www.gov.cn/"}
    workflow.prepare_notice(2026, days, **facts, published_on=today, by=colleague)
    workflow.prepare_limit(
        "correct", working_days=15, valid_from=today, applies_to_running=True, reason="试行", by=colleague
    )


def write_letters(user: User, rows: int) -> None:
    written = {
        "to": user,
        "email": user.email,
        "language": "zh-hans",
        "kind": "received",
        "subject": "收到",
        "body": "收到",
    }
    Letter.objects.bulk_create(Letter(key=f"received:{number}:{user.pk}", **written) for number in range(rows))


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """Return by number of rows what each page costs there, in the order of the table."""
    found = {}
    with django_db_blocker.unblock():
        for rows in (FEW, MANY):
            with transaction.atomic():
                world = build(rows)
                cache.set(HEARTBEAT_KEY, "a worker", SECONDS)
                found[rows] = {page: cost(page, world) for page in PAGES}
                transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("reading", PAGES, ids=lambda page: f"{page.who} {page.label}")
def test_a_page_costs_few_queries_however_many_rows_there_are(reading, costs):
    assert costs[FEW][reading].status == reading.status
    assert costs[MANY][reading] == costs[FEW][reading]
    assert costs[MANY][reading].queries <= MOST_QUERIES


@pytest.mark.django_db
def test_half_of_the_pages_cost_six_queries_at_most(costs):
    assert median(cost.queries for cost in costs[MANY].values()) <= MEDIAN_QUERIES


def test_no_page_is_left_out():
    read = {name for name, rule in access.rules().items() if "GET" in rule.methods}
    assert {page.name for page in PAGES} == read
