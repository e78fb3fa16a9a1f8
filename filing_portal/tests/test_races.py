"""Two hands at one moment, on real PostgreSQL with real threads: one wins, the other is told, nothing is done twice."""

import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.lifecycle import Gone, NotAllowedNow
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.tests.factories import (
    BECAUSE,
    complete_answers,
    make_entry,
    make_filing,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filings import workflow as filings
from filings.models import Filing, Round, Service
from inspections.models import Inspection
from inspections.workflow import open_inspection
from local.processes import wait_for
from providers.models import Membership, Provider
from registry import tasks
from registry.models import Block, Entry
from registry.workflow import issue
from reviews.models import Review
from reviews.workflow import accept, refuse, send_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

TOLD = (NotAllowedNow, Gone, IntegrityError)


def at_once(*acts):
    """Carry the acts out in threads that start together; return what each returned or was told."""
    barrier = threading.Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(10)
            return act()
        except TOLD as told:
            return told
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def told(results):
    return [result for result in results if isinstance(result, TOLD)]


def test_of_twenty_pairs_of_contradictory_decisions_one_wins_each():
    provider = make_provider(province="11")
    one, two = make_officer("11"), make_officer("11")
    pairs = [(accept, refuse), (refuse, send_back), (send_back, accept), (accept, accept)] * 5
    outcomes: Counter[str] = Counter()
    for first, second in pairs:
        filing = make_filing(provider, "submitted")
        results = at_once(*(decision(verb, filing, by) for verb, by in ((first, one), (second, two))))
        assert [type(each) for each in told(results)] == [NotAllowedNow]
        winner = next(each for each in results if isinstance(each, Filing))
        review = Review.objects.get(filing=filing)
        assert review.outcome == winner.status == Filing.objects.get(pk=filing.pk).status
        assert Event.objects.about(filing).filter(verb__in=["accept", "refuse", "send_back"]).count() == 1
        outcomes[review.outcome] += 1
    assert outcomes.total() == 20


def decision(verb, filing, by):
    return lambda: verb(filing.pk, 1, *([] if verb is accept else [BECAUSE]), by=by)


def test_fifty_filings_of_ten_providers_are_numbered_without_a_duplicate_or_a_gap():
    officer = make_officer("11")
    providers = [make_provider(province="11") for _ in range(10)]
    ids = [make_filing(provider, "filed", officer).pk for provider in providers for _ in range(5)]
    # Each message comes twice, to two workers at once, beside a filing of the same provider; then a sweep.
    work = [lambda each=each: tasks.issue_number(each) for each in ids for _ in range(2)]
    work += [tasks.sweep_unnumbered] * 4
    share = [work[start::4] for start in range(4)]
    results = at_once(*(lambda mine=mine: [act() for act in mine] for mine in share))
    assert told(results) == []
    assert Entry.objects.values("number").distinct().count() == Entry.objects.count() == 50
    for provider in providers:
        serials = Entry.objects.filter(provider=provider).order_by("serial").values_list("serial", flat=True)
        assert list(serials) == [1, 2, 3, 4, 5]
    assert set(Block.objects.values_list("last_serial", flat=True)) == {5}
    assert Event.objects.filter(verb="issue").count() == 50
    assert Letter.objects.filter(kind="numbered").count() == 50


def test_submitting_twice_at_once_makes_one_round():
    filing = make_filing()
    owner = owner_of(filing.provider)
    results = at_once(*[lambda: filings.submit(filing.pk, 1, by=owner)] * 2)
    assert [result.reference for result in results] == [Filing.objects.get().reference] * 2
    assert Round.objects.count() == 1
    assert Event.objects.filter(verb="submit").count() == 1
    assert Letter.objects.filter(kind="received").count() == 1


def test_two_drafts_with_one_token_are_one():
    owner = owner_of(make_provider())
    token = uuid.uuid4()
    first, second = at_once(*[lambda: filings.start(token, by=owner)] * 2)
    assert first == second
    assert Filing.objects.count() == Service.objects.count() == 1


def test_two_registrations_of_one_account_make_one_provider():
    user = make_user()
    results = at_once(*[lambda: make_provider(user)] * 2)
    assert len(told(results)) == 1
    assert Provider.objects.count() == Membership.objects.count() == 1


def test_references_given_at_once_have_no_gap():
    owners = {filing.pk: owner_of(filing.provider) for filing in (make_filing() for _ in range(4))}
    at_once(*(lambda pk=pk, by=by: filings.submit(pk, 1, by=by) for pk, by in owners.items()))
    references = Filing.objects.order_by("reference").values_list("reference", flat=True)
    assert [str(reference)[-6:] for reference in references] == ["000001", "000002", "000003", "000004"]


def test_a_draft_is_submitted_or_discarded_never_both():
    filing = make_filing()
    owner = owner_of(filing.provider)
    results = at_once(lambda: filings.submit(filing.pk, 1, by=owner), lambda: filings.discard(filing.pk, by=owner))
    left = Filing.objects.first()
    is_discarded = Event.objects.filter(subject_id=filing.pk, verb="discard").exists()
    assert [type(each) for each in told(results)] == [Gone if is_discarded else NotAllowedNow]
    assert (left is None) is is_discarded
    assert is_discarded or left.status == "submitted"


def test_two_providers_with_one_code_are_not_both_verified():
    officer = make_officer("11")
    facts: dict[str, dict[str, Any]] = {
        "organisation": {"credit_code": "91110108551385082Q"},
        "individual": {"document_kind": "passport", "document": "E12345678"},
    }
    for nature, same in facts.items():
        pair = [make_filing(make_provider(province="11", nature=nature, **same), "submitted") for _ in range(2)]
        results = at_once(*(lambda filing=filing: accept(filing.pk, 1, by=officer) for filing in pair))
        assert [type(each) for each in told(results)] == [NotAllowedNow]
        assert Provider.objects.filter(nature=nature, status="verified").count() == 1


def test_an_inspection_opened_by_two_beats_is_one():
    entry = make_entry()
    Entry.objects.update(inspected_on="2020-01-01")
    results = at_once(*[lambda: open_inspection(entry.pk, clock.today())] * 3)
    assert sorted(result is None for result in results) == [False, True, True]
    assert Inspection.objects.count() == 1
    assert Event.objects.filter(verb="open").count() == 1


def test_an_account_becomes_officer_or_member_never_both():
    role, office = Role.objects.get(code="reviewer"), Office.objects.get(code="11")
    for _ in range(5):
        user, provider = make_user(), make_provider()
        results = at_once(
            lambda user=user: Officer.objects.create(user=user, office=office, role=role),
            lambda user=user, provider=provider: Membership.objects.create(user=user, provider=provider),
        )
        assert [type(each) for each in told(results)] == [IntegrityError]
        user = User.objects.get(pk=user.pk)
        assert (user.post is None) == user.memberships.exists()


def test_submitting_accepting_and_numbering_of_one_provider_never_lock_crosswise():
    provider, officer = make_provider(province="11"), make_officer("11")
    owner = owner_of(provider)
    filed = [make_filing(provider, "filed", officer) for _ in range(3)]
    waiting = [make_filing(provider, "submitted") for _ in range(3)]
    drafts = [make_filing(provider) for _ in range(3)]
    again = make_filing(provider, "withdrawn")
    at_once(
        lambda: [issue(each.pk) for each in filed],
        lambda: [accept(each.pk, 1, by=officer) for each in waiting],
        lambda: [filings.submit(each.pk, 1, by=owner) for each in drafts],
        lambda: filings.start_again(again.pk, uuid.uuid4(), by=owner),
        lambda: filings.save_answers(drafts[2].pk, by=owner, **complete_answers(provider)),
    )
    assert Counter(Filing.objects.values_list("status", flat=True))["filed"] == 6


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_saving_a_draft_while_it_is_submitted_locks_nobody_crosswise():
    """The saving transaction checks at its end that the provider is there, while the submission holds it."""
    filing = make_filing()
    owner, saved = owner_of(filing.provider), threading.Event()

    def save():
        with transaction.atomic():
            filings.save_answers(filing.pk, by=owner, started_on=clock.today() - timedelta(days=5))
            saved.set()
            assert wait_for(someone_waits, 10)

    def submit():
        assert saved.wait(10)
        return filings.submit(filing.pk, 1, by=owner)

    at_once(save, submit)
    filing.refresh_from_db()
    assert (filing.status, filing.started_on) == ("submitted", clock.today() - timedelta(days=5))
