import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.base import clock
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import Gone, NotAllowedNow
from filing_portal.terms.models import Term
from filing_portal.tests.factories import (
    complete_answers,
    make_entry,
    make_filing,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)
from filing_portal.vault.models import SealedValue
from filings import workflow
from filings.models import Filing, Service

pytestmark = pytest.mark.django_db

NOW = "2026-10-20T10:00+08:00"


@pytest.fixture
def draft():
    return make_filing()


@pytest.fixture
def owner(draft):
    return owner_of(draft.provider)


def test_the_same_token_twice_makes_one_draft():
    provider = make_provider()
    token = uuid.uuid4()
    first, second = (workflow.start(token, by=owner_of(provider)) for _ in range(2))
    assert first == second
    assert (Filing.objects.count(), Service.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="start").count() == 1


def test_a_token_of_another_provider_starts_nothing():
    token = make_filing().uuid
    with pytest.raises(NotAllowedNow):
        workflow.start(token, by=owner_of(make_provider()))
    assert Filing.objects.count() == Service.objects.count() == 1


@pytest.mark.parametrize("who", [make_user, make_officer])
def test_only_a_provider_starts_a_filing(who):
    with pytest.raises(NotAllowedNow):
        workflow.start(uuid.uuid4(), by=who())


def test_answers_stand_in_the_draft(draft, owner):
    workflow.save_answers(draft.pk, by=owner, service_name="新名", forms=["app"])
    draft.refresh_from_db()
    assert (draft.service_name, draft.forms) == ("新名", ["app"])


@pytest.mark.parametrize("who", [make_user, make_officer, lambda: owner_of(make_provider())])
def test_a_stranger_neither_saves_submits_discards_nor_starts_again(draft, who):
    stranger = who()
    before = Filing.objects.values().get(pk=draft.pk)
    for act in (
        lambda: workflow.save_answers(draft.pk, by=stranger, service_name="x"),
        lambda: workflow.discard(draft.pk, by=stranger),
        lambda: workflow.submit(draft.pk, 1, by=stranger),
        lambda: workflow.withdraw(draft.pk, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises((PermissionDenied, NotAllowedNow)):
        workflow.start_again(draft.pk, uuid.uuid4(), by=stranger)
    assert Filing.objects.values().get(pk=draft.pk) == before


def test_a_stranger_does_not_learn_what_is_missing_or_when_it_was_submitted():
    draft, submitted = make_filing(service_name=""), make_filing(status="submitted")
    for filing, number in ((draft, 1), (draft, 2), (submitted, 1), (submitted, 2)):
        with pytest.raises(PermissionDenied):
            workflow.submit(filing.pk, number, by=owner_of(make_provider()))


def test_only_answers_are_saved_as_answers(draft, owner):
    with pytest.raises(TypeError):
        workflow.save_answers(draft.pk, by=owner, status="filed")


@pytest.mark.parametrize("status", ["submitted", "filed", "refused", "lapsed", "withdrawn"])
def test_answers_are_closed_after_submission(status):
    filing = make_filing(status=status)
    owner = owner_of(filing.provider)
    with pytest.raises(NotAllowedNow):
        workflow.save_answers(filing.pk, by=owner, service_name="x")
    with pytest.raises(NotAllowedNow):
        workflow.discard(filing.pk, by=owner)


@time_machine.travel(NOW)
def test_a_draft_shows_the_time_to_file_from_its_start_day(draft, owner):
    workflow.save_answers(draft.pk, by=owner, started_on=date(2026, 9, 22))
    draft.refresh_from_db()
    assert draft.due_on == draft.file_term.due_on == date(2026, 10, 13)
    workflow.save_answers(draft.pk, by=owner, started_on=date(2026, 10, 19))
    draft.refresh_from_db()
    assert draft.due_on == draft.file_term.due_on == date(2026, 11, 2)
    assert Term.objects.count() == 1
    workflow.save_answers(draft.pk, by=owner, started_on=None)
    draft.refresh_from_db()
    assert (draft.term, draft.due_on) == (None, None)


def test_a_start_day_outside_the_calendar_is_told_at_its_field(draft, owner):
    with pytest.raises(ValidationError) as told:
        workflow.save_answers(draft.pk, by=owner, started_on=date(2999, 1, 1))
    assert list(told.value.error_dict) == ["started_on"]
    assert Filing.objects.get(pk=draft.pk).started_on == draft.started_on


def test_a_discarded_draft_leaves_only_its_trace_in_the_ledger(draft, owner):
    own = workflow.seal_person(draft, {"name": "甲", "mobile": "13900000000", "email": ""})
    workflow.save_answers(draft.pk, by=owner, person=own)
    workflow.discard(draft.pk, by=owner)
    assert (Filing.objects.count(), Service.objects.count(), Term.objects.count()) == (0, 0, 0)
    assert not SealedValue.objects.filter(pk=own.pk).exists()
    assert Event.objects.filter(subject_id=draft.pk, verb="discard", actor=owner).count() == 1
    with pytest.raises(Gone):
        workflow.discard(draft.pk, by=owner)
    with pytest.raises(Gone):
        workflow.submit(draft.pk, 1, by=owner)


def test_the_providers_own_person_outlives_a_discarded_draft(draft, owner):
    workflow.discard(draft.pk, by=owner)
    assert SealedValue.objects.filter(pk=draft.provider.person_id).exists()


def test_a_discarded_draft_started_anew_leaves_the_service_and_its_person(owner, draft):
    mine = workflow.seal_person(draft, {"name": "甲", "mobile": "13900000000", "email": ""})
    old = make_filing(draft.provider, "withdrawn", person=mine)
    again = workflow.start_again(old.pk, uuid.uuid4(), by=owner)
    workflow.discard(again.pk, by=owner)
    assert Service.objects.filter(pk=old.service_id).exists()
    assert SealedValue.objects.filter(pk=mine.pk).exists()


def test_unchanged_personal_data_keep_their_sealed_row(draft):
    person = {"name": "甲", "mobile": "13900000000", "email": ""}
    draft.person = workflow.seal_person(draft, person)
    assert workflow.seal_person(draft, person) == draft.person
    assert workflow.seal_person(draft, {**person, "name": "乙"}) != draft.person


@pytest.mark.parametrize("status", ["refused", "lapsed", "withdrawn"])
def test_what_ended_without_a_number_may_be_started_anew_once(status):
    old = make_filing(status=status)
    owner = owner_of(old.provider)
    again = workflow.start_again(old.pk, uuid.uuid4(), by=owner)
    assert (again.status, again.service, again.answers) == ("draft", old.service, old.answers)
    assert (again.reference, again.submitted_at) == (None, None)
    assert workflow.start_again(old.pk, uuid.uuid4(), by=owner) == again


@pytest.mark.parametrize("status", ["filed", "withdrawn"])
def test_a_filed_service_is_not_started_anew(status):
    provider = make_provider()
    owner = owner_of(provider)
    filed = make_entry(provider).service.filings.get()
    if status == "withdrawn":
        filing = make_filing(provider, "withdrawn")
        Filing.objects.filter(pk=filing.pk).update(service=filed.service)
    else:
        filing = filed
    with pytest.raises(NotAllowedNow):
        workflow.start_again(filing.pk, uuid.uuid4(), by=owner)


@time_machine.travel(NOW)
def test_a_filing_started_anew_counts_from_the_original_start_whatever_is_entered():
    provider = make_provider()
    owner = owner_of(provider)
    old = make_filing(provider, "withdrawn", started_on=date(2026, 9, 22))
    assert old.late_by == 5
    again = workflow.start_again(old.pk, uuid.uuid4(), by=owner)
    assert again.due_on == date(2026, 10, 13)
    workflow.save_answers(again.pk, by=owner, started_on=clock.today() - timedelta(days=1))
    assert workflow.submit(again.pk, 1, by=owner).late_by == 5


@time_machine.travel(NOW)
def test_an_earlier_start_named_later_counts():
    provider = make_provider()
    owner = owner_of(provider)
    old = make_filing(provider, "withdrawn", started_on=date(2026, 10, 19))
    again = workflow.start_again(old.pk, uuid.uuid4(), by=owner)
    workflow.save_answers(again.pk, by=owner, started_on=date(2026, 9, 22))
    assert workflow.submit(again.pk, 1, by=owner).late_by == 5
    assert Service.objects.get(pk=old.service_id).started_on == date(2026, 9, 22)


def test_a_new_draft_is_empty_but_complete_answers_pass():
    provider = make_provider()
    filing = workflow.start(uuid.uuid4(), by=owner_of(provider))
    with pytest.raises(ValidationError):
        workflow.submit(filing.pk, 1, by=owner_of(provider))
    workflow.save_answers(filing.pk, by=owner_of(provider), **complete_answers(provider))
    assert workflow.submit(filing.pk, 1, by=owner_of(provider)).status == "submitted"


def test_a_filing_started_anew_keeps_the_day_that_was_told():
    with time_machine.travel(NOW, tick=False):
        old = make_filing(status="withdrawn", started_on=date(2026, 10, 19))
        # The calendar had one working day less when the first filing was begun.
        Term.objects.filter(pk=old.file_term.pk).update(announced_on=date(2026, 11, 3), due_on=date(2026, 11, 3))
        again = workflow.start_again(old.pk, uuid.uuid4(), by=owner_of(old.provider))
        assert (again.file_term.announced_on, again.due_on) == (date(2026, 11, 3), date(2026, 11, 3))
        workflow.save_answers(again.pk, by=owner_of(old.provider), started_on=date(2026, 10, 16))
    again.refresh_from_db()
    assert again.due_on == date(2026, 10, 30)


def test_a_told_day_is_kept_when_its_starting_day_comes_back():
    with time_machine.travel(NOW, tick=False):
        draft = make_filing(started_on=date(2026, 10, 19))
        owner = owner_of(draft.provider)
        Term.objects.filter(pk=draft.file_term.pk).update(announced_on=date(2026, 11, 3), due_on=date(2026, 11, 3))
        for day, due_on in (
            (date(2026, 10, 16), date(2026, 10, 30)),
            (date(2026, 10, 19), date(2026, 11, 3)),
            (None, None),
            (date(2026, 10, 19), date(2026, 11, 3)),
            (date(2026, 10, 16), date(2026, 10, 30)),
        ):
            workflow.save_answers(draft.pk, by=owner, started_on=day)
            assert Filing.objects.get(pk=draft.pk).due_on == due_on


def test_what_an_earlier_filing_was_told_is_kept_also_when_the_day_comes_back_later():
    with time_machine.travel(NOW, tick=False):
        old = make_filing(status="withdrawn", started_on=date(2026, 10, 16))
        Term.objects.filter(pk=old.file_term.pk).update(announced_on=date(2026, 11, 3), due_on=date(2026, 11, 3))
        owner = owner_of(old.provider)
        again = workflow.start_again(old.pk, uuid.uuid4(), by=owner)
        for day, due_on in ((date(2026, 10, 15), date(2026, 10, 29)), (date(2026, 10, 16), date(2026, 11, 3))):
            workflow.save_answers(again.pk, by=owner, started_on=day)
            assert Filing.objects.get(pk=again.pk).due_on == due_on


def test_a_day_told_under_one_rule_is_not_kept_under_another():
    with time_machine.travel(NOW, tick=False):
        draft = make_filing(started_on=date(2019, 2, 15))
        for day in (date(2019, 2, 14), date(2019, 2, 15)):
            workflow.save_answers(draft.pk, by=owner_of(draft.provider), started_on=day)
    assert Filing.objects.get(pk=draft.pk).due_on == date(2019, 3, 1)
