"""The machine: every status of every noun against every verb of its table, and who may carry a verb out."""

import contextlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from filing_portal.ledger.models import Event
from filing_portal.lifecycle import (
    Gone,
    NotAllowedNow,
    Predicate,
    by_command,
    clock_alone,
    consequence,
    everybody,
    hold,
    hold_or_skip,
    move,
    owner,
    require_right,
    signed_in,
    verbs_for,
)
from filing_portal.offices.models import Role
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filings.models import Filing
from filings.states import REVEAL, REVIEW
from inspections.models import Inspection
from inspections.states import JUDGE
from providers.models import Membership, Provider
from registry.models import Entry
from registry.states import ACT

pytestmark = pytest.mark.django_db

PROVINCE = "11"
NOUNS: tuple[Any, ...] = (Provider, Filing, Entry, Inspection)
EVERY_VERB = [pytest.param(noun, verb, id=f"{noun._meta.model_name}-{verb}") for noun in NOUNS for verb in noun.MOVES]
EVERY_PLACE = [
    pytest.param(noun, status, verb, id=f"{noun._meta.model_name}-{status}-{verb}")
    for noun in NOUNS
    for status, _label in noun._meta.get_field("status").choices
    for verb in noun.MOVES
]
EVERY_MOVE = [
    pytest.param(noun, status.value, verb, id=f"{noun._meta.model_name}-{status}-{verb}")
    for noun in NOUNS
    for verb, entry in noun.MOVES.items()
    if entry.target
    for status in sorted(entry.sources)
]


def make(noun):
    """Return a row of the noun in province 11 that may stand in any status, and the account that owns it."""
    provider = make_provider(province=PROVINCE)
    row: Any = provider
    if noun is Filing:
        row = make_filing(provider, "submitted")
        Filing.objects.filter(pk=row.pk).update(decided_at=timezone.now())
    elif noun is Entry:
        row = make_entry(provider)
    elif noun is Inspection:
        row = make_inspection(make_entry(provider))
    return row, owner_of(provider)


def officer_with_every_right(province=PROVINCE):
    Role.objects.get_or_create(code="every-right", defaults={"name": "全", "permissions": [ACT, JUDGE, REVEAL, REVIEW]})
    return make_officer(province, "every-right")


def actor(may, member):
    """Return an account that may carry out what `may` asks for, None for the portal itself."""
    if may in (owner, signed_in):
        return member
    return None if may in (clock_alone, by_command) else officer_with_every_right()


@transaction.atomic
def carry_out(noun, pk, verb, *, by, **changes):
    return move(hold(noun, pk, verb, by=by), verb, by=by, **changes)


@pytest.mark.parametrize(("noun", "status", "verb"), EVERY_PLACE)
def test_a_verb_leaves_its_statuses_and_no_other(noun, status, verb):
    row, member = make(noun)
    noun.objects.filter(pk=row.pk).update(status=status)
    by = actor(noun.MOVES[verb].may, member)

    if status in noun.MOVES[verb].sources:
        assert hold(noun, row.pk, verb, by=by).status == status
    else:
        with pytest.raises(NotAllowedNow) as told:
            hold(noun, row.pk, verb, by=by)
        own = str(noun.MOVES[verb].too_late)
        assert str(told.value) == own if own else str(told.value.row.get_status_display()) in str(told.value)
    assert noun.objects.get(pk=row.pk).status == status


@pytest.mark.parametrize(("noun", "status", "verb"), EVERY_MOVE)
def test_a_move_writes_status_and_event(noun, status, verb):
    row, member = make(noun)
    noun.objects.filter(pk=row.pk).update(status=status)
    target, by = noun.MOVES[verb].target, actor(noun.MOVES[verb].may, member)
    before = Event.objects.count()

    carry_out(noun, row.pk, verb, by=by)

    event = Event.objects.first()
    assert noun.objects.get(pk=row.pk).status == target
    assert Event.objects.count() == before + 1
    assert (event.subject_type, event.subject_id, event.verb) == (noun._meta.label_lower, row.pk, verb)
    assert (event.before, event.after) == ({"status": status}, {"status": target})
    assert (event.actor, event.province) == (by, PROVINCE)


WHO = {
    "nobody": lambda member: None,
    "owner": lambda member: member,
    "a closed account of the provider": lambda member: close(member),
    "a stranger": lambda member: owner_of(make_provider(province=PROVINCE)),
    "an account without a provider": lambda member: make_user(),
    "officer": lambda member: officer_with_every_right(),
    "a closed account of the office": lambda member: close(officer_with_every_right()),
    "an officer of another province": lambda member: officer_with_every_right("44"),
    "an officer of the national office": lambda member: officer_with_every_right("00"),
    "the auditor": lambda member: make_officer(PROVINCE, "auditor"),
    "the system administrator": lambda member: make_officer(PROVINCE, "system_administrator"),
}


def close(user):
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


ALLOWED = {
    owner: {"owner"},
    clock_alone: {"nobody"},
    by_command: {"nobody"},
    consequence: set(WHO),
    signed_in: {name for name in WHO if name != "nobody" and "closed" not in name},
}


@pytest.mark.parametrize(("noun", "verb"), EVERY_VERB)
def test_only_who_has_the_right_carries_a_verb_out(noun, verb):
    row, member = make(noun)
    allowed = ALLOWED.get(noun.MOVES[verb].may, {"officer"})

    may = set()
    for name, who in WHO.items():
        with contextlib.suppress(PermissionDenied):
            require_right(row, verb, by=who(make_member(member)))
            may.add(name)

    assert may == allowed


@pytest.mark.parametrize(("noun", "status", "verb"), EVERY_MOVE)
def test_a_refused_account_changes_nothing(noun, status, verb):
    row, _member = make(noun)
    if noun.MOVES[verb].may is consequence:
        return
    noun.objects.filter(pk=row.pk).update(status=status)
    before = Event.objects.count()
    with pytest.raises(PermissionDenied):
        carry_out(noun, row.pk, verb, by=make_user())
    assert (noun.objects.get(pk=row.pk).status, Event.objects.count()) == (status, before)


def make_member(colleague):
    """Return one more account of the colleague's provider."""
    user = make_user()
    Membership.objects.create(user=user, provider=Provider.objects.owned_by(colleague).get())
    return user


def test_who_has_no_right_does_not_learn_the_status():
    filing = make_filing(status="withdrawn")
    with pytest.raises(PermissionDenied):
        hold(Filing, filing.pk, "accept", by=officer_with_every_right("44"))


def test_a_row_that_is_gone_is_told_and_skipped_by_the_clock():
    with pytest.raises(Gone):
        hold(Filing, 0, "submit", by=make_user())
    assert hold_or_skip(Filing, 0, "lapse") is None


def test_the_clock_skips_what_has_moved_on():
    filing = make_filing(status="withdrawn")
    assert hold_or_skip(Filing, filing.pk, "lapse") is None


def test_a_verb_may_have_its_own_sentence_for_who_comes_too_late():
    filing = make_filing(status="filed")
    with pytest.raises(NotAllowedNow) as told:
        hold(Provider, filing.provider_id, "amend", by=owner_of(filing.provider))
    assert str(told.value) == str(Provider.MOVES["amend"].too_late)


def test_a_page_offers_what_may_be_done_now():
    filing = make_filing(make_provider(province=PROVINCE), "submitted")
    assert verbs_for(filing, owner_of(filing.provider)) == ["withdraw"]
    assert verbs_for(filing, officer_with_every_right()) == ["send_back", "accept", "refuse", "reveal"]
    assert verbs_for(filing, officer_with_every_right("44")) == []
    assert verbs_for(filing, make_user()) == []


def test_a_consequence_is_offered_to_nobody():
    provider = make_provider(province=PROVINCE)
    assert verbs_for(provider, officer_with_every_right()) == []
    assert verbs_for(provider, owner_of(provider)) == ["amend"]


def test_the_ledger_holds_rows_as_keys_and_what_changed_beside_the_status():
    filing = make_filing(make_provider(province=PROVINCE), "submitted")
    carry_out(Filing, filing.pk, "withdraw", by=owner_of(filing.provider), term=None, due_on=None)
    event = Event.objects.first()
    assert event.before == {"status": "submitted", "term": filing.term_id, "due_on": filing.due_on.isoformat()}
    assert event.after == {"status": "withdrawn", "term": None, "due_on": None}


def test_a_verb_without_a_target_writes_its_columns_alone():
    entry = make_entry()
    carry_out(Entry, entry.pk, "pass_inspection", by=None, inspected_on=entry.issued_on)
    event = Event.objects.first()
    assert (event.verb, event.after) == ("pass_inspection", {"inspected_on": entry.issued_on.isoformat()})
    assert Entry.objects.get(pk=entry.pk).status == "valid"


def test_only_a_row_held_for_this_verb_and_this_account_moves_and_only_once():
    filing = make_filing(make_provider(province=PROVINCE), "submitted")
    member = owner_of(filing.provider)
    for row, verb, by in (
        (filing, "withdraw", member),
        (hold(Filing, filing.pk, "withdraw", by=member), "lapse", member),
        (hold(Filing, filing.pk, "withdraw", by=member), "withdraw", make_user()),
        (carry_out(Filing, filing.pk, "withdraw", by=member, term=None, due_on=None), "withdraw", member),
    ):
        with pytest.raises(RuntimeError):
            move(row, verb, by=by)
    assert Event.objects.about(filing).filter(verb="withdraw").count() == 1


def test_everybody_is_also_who_has_no_account_or_a_closed_one():
    assert [everybody(by, None) for by in (None, make_user(), close(make_user()))] == [True, True, True]
    assert [signed_in(by, None) for by in (None, make_user(), close(make_user()))] == [False, True, False]


def test_predicates_are_combined():
    yes, no = Predicate("yes", lambda by, row: True), Predicate("no", lambda by, row: False)
    never = Predicate("never asked", lambda by, row: pytest.fail("asked"))
    assert [(yes & no)(None, None), (yes | no)(None, None), (~yes)(None, None)] == [False, True, False]
    assert ((no & never)(None, None), (yes | never)(None, None)) == (False, True)
    assert (yes & ~no).name == "yes, not: no"
