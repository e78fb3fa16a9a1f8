"""What a page may cost: few questions to the database, and no more of them for a thousand rows than for ten."""

from datetime import date, timedelta
from statistics import median

import pytest
from django.core.cache import cache
from django.db import transaction

from filing_portal.accounts.models import User
from filing_portal.base import clock, parts
from filing_portal.demo.moments import AN_HOUR, OPENS, moment
from filing_portal.demo.plans import Chance
from filing_portal.demo.seed import Seeding
from filing_portal.demo.words import ByWord
from filing_portal.frame import access
from filing_portal.letters.models import Letter
from filing_portal.offices.roles import AUDITOR, SYSTEM_ADMINISTRATOR
from filing_portal.schedule.tasks import HEARTBEAT_KEY
from filing_portal.terms import workflow
from filing_portal.terms.models import Audit, Notice, Recomputation, Shift, Term
from filing_portal.tests.factories import PASSWORD
from filing_portal.tests.pages import PAGES
from filing_portal.tests.reading import World, cost
from filing_portal.workdays.calendar import Arranged

FEW, MANY = 10, 1000
MOST_QUERIES, MEDIAN_QUERIES = 12, 6
SECONDS = 600
WORDS = (
    "draft 3",
    "review 5",
    "returned 4",
    "filed 30",
    "refused 20",
    "asked 5",
    "answered 5",
    "passed 30",
    "lapsed 40",
)


def build(rows: int) -> World:
    """Return a world in which each list has about so many rows, all of one provider and one province."""
    seeding, people = Seeding(1, clock.today()), {}

    def history(seeding: Seeding) -> None:
        people["reviewer"] = seeding.officer("33", "审核员")
        people["auditor"] = seeding.officer("00", "审计员", AUDITOR)
        people["administrator"] = seeding.officer("00", "管理员", SYSTEM_ADMINISTRATOR)
        people["newcomer"] = seeding.parties.account(seeding.now, "新用户")
        people["member"] = live(seeding, rows)
        people["colleague"] = seeding.officer("00", "管理员二", SYSTEM_ADMINISTRATOR)
        for _number in range(rows):
            seeding.officer("33", "同事")

    seeding.run([history])
    users = User.objects.in_bulk(people.values())
    for user in users.values():
        user.set_password(PASSWORD)
        user.save()
    write_letters(users[people["member"]], rows)
    work_out_again(users[people.pop("colleague")])
    world = World(PASSWORD, **{role: users[user_id] for role, user_id in people.items()})
    for part in parts.modules("tests.pages"):
        if hasattr(part, "fill"):
            part.fill(world, rows)
    return world


def live(seeding: Seeding, rows: int) -> int:
    """A provider of the province files so many services; the account that does it is returned."""
    chance, by_word = Chance(seeding.rng, seeding.clock, seeding.now), ByWord(seeding)
    begins = [moment(seeding.on - 60 - number % 2000, OPENS) for number in range(rows - len(WORDS))]
    plans = [chance.plan(at) for at in sorted(begins)] + [by_word(words) for words in WORDS]
    plans = [plan for plan in plans if len(plan.submissions) < 3]
    party = seeding.register(min(plan.begun_at for plan in plans) - AN_HOUR, province="33", nature="organisation")
    for plan in plans[-998:]:
        seeding.tell(party, plan)
    seeding.parties.write(party)
    return party.user_id


def work_out_again(colleague: User) -> None:
    """Every term was moved by a release, and a version of calendar and time limits waits for the next one."""
    newest = Notice.objects.get(code="2026-1")
    run = Recomputation.objects.create(calendar=newest)
    Shift.objects.bulk_create(
        Shift(recomputation=run, term=term, before_on=term.due_on, after_on=term.due_on + timedelta(days=1))
        for term in Term.objects.all()
    )
    Audit.objects.create(slot=clock.today(), calendar=newest, terms=1, differences=0)
    facts = {"number": "〔2026〕9号", "title": "通知", "published_on": clock.today(), "address": "https://www.gov.cn/"}
    workflow.prepare_notice(2026, [Arranged(date(2026, 12, 31), "holiday", "元旦")], **facts, by=colleague)
    longer = {"working_days": 15, "valid_from": clock.today(), "applies_to_running": True, "reason": "试行"}
    workflow.prepare_limit("correct", **longer, by=colleague)


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
