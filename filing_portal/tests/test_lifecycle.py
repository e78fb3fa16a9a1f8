"""The machine: every status of every noun against every verb of its table, and who may carry a verb out."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from filing_portal.ledger.models import Event
from filing_portal.lifecycle import (
    Gone,
    NotAllowedNow,
    Predicate,
    anyone,
    by_command,
    clock_alone,
    consequence,
    hold,
    hold_or_skip,
    move,
    owner,
    take,
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
from inspections.models import Inspection
from providers.models import Membership, Provider
from registry.models import Entry

pytestmark = pytest.mark.django_db

PROVINCE = "11"
NOUNS = (Provider, Filing, Entry, Inspection)
EVERY_MOVE = [
    pytest.param(noun, status, verb, id=f"{noun._meta.model_name}-{status}-{verb}")
    for noun in NOUNS
    for status, _label in noun._meta.get_field("status").choices
    for verb in noun.MOVES
]
EVERY_VERB = [pytest.param(noun, verb, id=f"{noun._meta.model_name}-{verb}") for noun in NOUNS for verb in noun.MOVES]


def make(noun):
    """Return a row of the noun in province 11 that may stand in any status, and the account that owns it."""
    provider = make_provider(province=PROVINCE)
    if noun is Provider:
        row = provider
    elif noun is Filing:
        row = make_filing(provider, "submitted")
        Filing.objects.filter(pk=row.pk).update(decided_at=timezone.now())
    else:
        row = make_entry(provider)
        if noun is Inspection:
            row = make_inspection(row)
    return row, owner_of(provider)


def officer_with_every_right(province=PROVINCE):
    needed = {move.needs for noun in NOUNS for move in noun.MOVES.values()} - {OWNER, CLOCK, CONSEQUENCE}
    Role.objects.get_or_create(code="every-right", defaults={"name": "全", "permissions": sorted(needed)})
    return make_officer(province, "every-right")


def actor(move, owner):
    if move.needs == OWNER:
        return owner
    return None if move.needs == CLOCK else officer_with_every_right()


@pytest.mark.parametrize(("noun", "status", "verb"), EVERY_MOVE)
def test_a_verb_moves_from_its_statuses_and_from_no_other(noun, status, verb):
    row, owner = make(noun)
    noun.objects.filter(pk=row.pk).update(status=status)
    move = noun.MOVES[verb]
    by = actor(move, owner)
    before = Event.objects.count()

    if status in move.sources:
        advance(noun, row.pk, verb, by=by, note="why")
        event = Event.objects.first()
        assert noun.objects.get(pk=row.pk).status == move.target
        assert Event.objects.count() == before + 1
        assert (event.subject_type, event.subject_id, event.verb) == (noun._meta.label_lower, row.pk, verb)
        assert (event.before, event.after) == ({"status": status}, {"status": move.target})
        assert (event.actor, event.province, event.note) == (by, PROVINCE, "why")
    else:
        with pytest.raises(NotAllowedNow) as told:
            advance(noun, row.pk, verb, by=by)
        assert str(told.value.row.get_status_display()) in str(told.value)
        assert noun.objects.get(pk=row.pk).status == status
        assert Event.objects.count() == before


WHO = {
    "nobody": lambda owner: None,
    "owner": lambda owner: owner,
    "a closed account of the provider": lambda owner: close(owner),
    "a stranger": lambda owner: owner_of(make_provider(province=PROVINCE)),
    "an account without a provider": lambda owner: make_user(),
    "officer": lambda owner: officer_with_every_right(),
    "a closed account of the office": lambda owner: close(officer_with_every_right()),
    "an officer of another province": lambda owner: officer_with_every_right("44"),
    "an officer of the national office": lambda owner: officer_with_every_right("00"),
    "the auditor": lambda owner: make_officer(PROVINCE, "auditor"),
    "the system administrator": lambda owner: make_officer(PROVINCE, "system_administrator"),
}


def close(user):
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


def allowed(needs):
    if needs == CONSEQUENCE:
        return set(WHO)
    return {OWNER: {"owner"}, CLOCK: {"nobody"}}.get(needs, {"officer"})


@pytest.mark.parametrize(("noun", "verb"), EVERY_VERB)
def test_only_who_has_the_right_moves_a_row(noun, verb):
    row, owner = make(noun)
    move = noun.MOVES[verb]
    source = sorted(move.sources)[0]
    noun.objects.filter(pk=row.pk).update(status=source)
    may, may_not = [], []
    for name, who in WHO.items():
        (may if name in allowed(move.needs) else may_not).append(who(make_member(owner)))
    before = Event.objects.count()

    for by in may_not:
        with pytest.raises(PermissionDenied):
            advance(noun, row.pk, verb, by=by)
    assert noun.objects.get(pk=row.pk).status == source
    assert Event.objects.count() == before
    for by in may:
        noun.objects.filter(pk=row.pk).update(status=source)
        assert advance(noun, row.pk, verb, by=by).status == move.target


def make_member(owner):
    """Return one more account of the owner's provider."""
    user = make_user()
    Membership.objects.create(user=user, provider=Provider.objects.owned_by(owner).get())
    return user


def test_who_has_no_right_does_not_learn_the_status():
    filing = make_filing(status="withdrawn")
    with pytest.raises(PermissionDenied):
        advance(Filing, filing.pk, "accept", by=officer_with_every_right("44"))


def test_a_row_that_is_gone_is_not_found():
    with pytest.raises(Http404):
        advance(Filing, 0, "submit", by=make_user())


def test_a_page_offers_what_may_be_done_now():
    filing = make_filing(make_provider(province=PROVINCE), "submitted")
    assert verbs_for(filing, owner_of(filing.provider)) == ["withdraw"]
    assert verbs_for(filing, officer_with_every_right()) == ["send_back", "accept", "refuse"]
    assert verbs_for(filing, officer_with_every_right("44")) == []
    assert verbs_for(filing, make_user()) == []


def test_a_consequence_is_offered_to_nobody():
    provider = make_provider(province=PROVINCE)
    assert verbs_for(provider, officer_with_every_right()) == []
    assert verbs_for(provider, owner_of(provider)) == []


def test_the_ledger_holds_rows_as_keys_and_what_changed_beside_the_status():
    filing = make_filing(make_provider(province=PROVINCE), "submitted")
    advance(Filing, filing.pk, "withdraw", by=owner_of(filing.provider), term=None, due_on=None)
    event = Event.objects.first()
    assert event.before == {"status": "submitted", "term": filing.term_id, "due_on": filing.due_on.isoformat()}
    assert event.after == {"status": "withdrawn", "term": None, "due_on": None}
