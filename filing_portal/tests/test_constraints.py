"""What the database itself refuses, also to the shell and to update(): every constraint by its name, every trigger."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Model, ProtectedError
from django.utils import timezone

from filing_portal.base import parts
from filing_portal.feeds.models import Feed
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import REVIEWER
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.models import Announcement, Day, Limit, Notice, Recomputation, Term
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
)
from filings.models import Round
from providers.models import Membership
from registry.models import Block, Version
from reviews.models import Reason, Review

pytestmark = pytest.mark.django_db


def copy(row, **changes):
    """Store the row once more with `changes`."""
    row.pk = None
    row._state.adding = True
    if hasattr(row, "uuid"):
        row.uuid = uuid.uuid4()
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def change(row, **changes):
    type(row).objects.filter(pk=row.pk).update(**changes)


def change_released(row, **changes):
    """Write the row past the trigger that would refuse it first: the constraint behind it is asked."""
    execute("SET LOCAL session_replication_role = replica")
    change(row, **changes)


def filed():
    return make_filing(status="filed")


def a_second_inspection(**changes):
    inspection = make_inspection()
    copy(inspection, **changes)


def running_term():
    term = make_filing().term
    assert term is not None
    return term


def a_shift(after_on):
    run = Recomputation.objects.create(notice=Notice.objects.get(code="2026-1"))
    return run.shifts.create(term=running_term(), before_on="2026-01-05", after_on=after_on)


BREAKS = {
    "an_address_belongs_to_one_account": lambda: change(make_user(), email=make_user().email.upper()),
    "a_limit_has_one_version_a_day": lambda: copy(Limit.objects.first()),
    "a_limit_lasts_a_day": lambda: change_released(Limit.objects.first(), working_days=0),
    "the_law_is_not_changed_in_the_console": lambda: change_released(
        Limit.objects.get(code="file"), prepared_by=make_officer("00"), released_by=make_officer("00")
    ),
    "a_limit_is_released_by_a_second_officer": lambda: [
        change_released(Limit.objects.get(code="correct"), prepared_by=officer, released_by=officer)
        for officer in [make_officer("00")]
    ],
    "a_released_limit_has_its_moment": lambda: change_released(Limit.objects.get(code="correct"), released_at=None),
    "a_notice_is_released_by_a_second_officer": lambda: change_released(
        Notice.objects.get(code="2026-1"), prepared_by=make_officer("00")
    ),
    "a_released_notice_has_its_moment": lambda: change_released(Notice.objects.get(code="2026-1"), released_at=None),
    "a_notice_arranges_a_day_once": lambda: copy(Day.objects.first()),
    "a_term_ends_on_another_day": lambda: Term.objects.filter(pk=running_term().pk).update(due_on=F("started_on")),
    "a_term_lasts_a_day": lambda: Term.objects.filter(pk=running_term().pk).update(working_days=0),
    "a_day_is_announced_once_for_each_start": lambda: [
        Announcement.objects.create(term=term, code="file", started_on="2026-11-12", announced_on="2026-11-26")
        for term in [running_term()]
        for _ in range(2)
    ],
    "a_recomputation_follows_one_release": lambda: Recomputation.objects.create(),
    "a_recomputation_moves_a_term_once": lambda: copy(a_shift("2026-01-06")),
    "a_shift_moves_the_day": lambda: a_shift("2026-01-05"),
    "a_person_has_one_feed": lambda: [Feed.objects.create(user=user, digest=n) for user in [make_user()] for n in "12"],
    "a_slot_runs_once": lambda: [ScheduleRun.objects.create(name="a", slot="1") for _ in range(2)],
    "a_run_ends_after_its_start": lambda: ScheduleRun.objects.create(
        name="a", slot="1", finished_at=timezone.now() - timedelta(hours=1)
    ),
    "a_credit_code_has_one_verified_provider": lambda: [
        change(make_provider(credit_code="91330106MA2CTEST1A"), status="verified") for _ in range(2)
    ],
    "organisations_have_a_code_individuals_a_document": lambda: change(make_provider(), credit_code=""),
    "a_provider_s_county_lies_in_its_province": lambda: change(make_provider(province="11"), county="440305"),
    "an_account_acts_for_one_provider": lambda: [
        Membership.objects.create(user=user, provider=make_provider()) for user in [make_user()] for _ in range(2)
    ],
    "a_service_has_one_open_filing": lambda: copy(make_filing()),
    "a_service_is_filed_first_once": lambda: copy(filed(), reference="C-2026-999999"),
    "a_submitted_filing_has_a_reference": lambda: change(make_filing(status="withdrawn"), reference=None),
    "a_waiting_filing_has_a_due_day": lambda: change(make_filing(status="submitted"), due_on=None),
    "a_decided_filing_has_its_moment": lambda: change(make_filing(status="refused"), decided_at=None),
    "only_what_is_filed_has_a_number": lambda: change(make_filing(), numbered_at=timezone.now()),
    "only_what_is_edited_has_unsaved_input": lambda: change(make_filing(status="submitted"), unsaved={"server": "x"}),
    "a_round_is_submitted_once": lambda: copy(make_filing(status="submitted").rounds.get()),
    "a_block_has_eight_digits": lambda: Block.objects.create(value=100_000_000),
    "a_drawn_block_does_not_begin_with_0": lambda: Block.objects.create(value=9_999_999, provider=make_provider()),
    "a_provider_has_at_most_999_services": lambda: Block.objects.create(value=10_000_000, last_serial=1000),
    "a_serial_is_given_once": lambda: copy(make_entry(), number="1" * 20, service=None, source="imported"),
    "a_county_lies_in_its_province": lambda: change(make_entry(), province="65"),
    "an_issued_entry_is_whole": lambda: change(make_entry(), issued_on=None),
    "a_number_has_twenty_characters": lambda: change(make_entry(), number="1" * 19),
    "a_version_is_published_once": lambda: copy(make_entry().versions.get()),
    "a_slot_opens_one_inspection": lambda: a_second_inspection(status="passed"),
    "an_entry_has_one_pending_inspection": lambda: a_second_inspection(slot=timezone.localdate() - timedelta(days=1)),
}


def declared():
    models = [model for app in parts.apps() for model in app.get_models()]
    return {constraint.name for model in models for constraint in model._meta.constraints}


def test_every_constraint_has_a_case():
    assert set(BREAKS) == declared()


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BREAKS[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


FROZEN: dict[type[Model], Callable[[], Model]] = {
    Round: lambda: make_filing(status="submitted"),
    Review: lambda: make_filing(status="refused"),
    Reason: lambda: make_filing(status="refused"),
    Version: make_entry,
}


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_what_was_submitted_decided_or_published_stays_as_it_is(model):
    FROZEN[model]()
    row = model.objects.get()
    table = connection.ops.quote_name(model._meta.db_table)
    changes = [
        row.save,
        lambda: model.objects.update(id=F("id")),
        lambda: execute(f"UPDATE {table} SET id = id"),
        lambda: execute(f"DELETE FROM {table}"),
    ]
    for attempt in changes:
        with pytest.raises(DatabaseError, match="pgtrigger: Cannot update or delete rows"), transaction.atomic():
            attempt()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        row.delete()
    assert model.objects.get().pk == row.pk


@pytest.mark.parametrize(
    ("model", "changes"),
    [(Notice, {"year": 2030}), (Notice, {"status": "prepared"}), (Limit, {"working_days": 19}), (Limit, {"binds": ""})],
)
def test_what_was_released_stays_as_it_is(model, changes):
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot update rows"), transaction.atomic():
        model.objects.released().update(**changes)


def test_a_day_stays_as_its_notice_announced_it():
    day = Day.objects.get(date="2026-10-10")
    for attempt in (
        lambda: change(day, kind="holiday"),
        day.delete,
        lambda: execute("UPDATE terms_day SET name = ''"),
        lambda: execute("DELETE FROM terms_day"),
    ):
        with pytest.raises(DatabaseError, match=r"pgtrigger: Cannot (update|delete) rows"), transaction.atomic():
            attempt()
    assert Day.objects.get(pk=day.pk).kind == "make-up"


def test_a_notice_with_days_is_not_deleted_by_the_shell_either():
    with pytest.raises(IntegrityError), transaction.atomic():
        execute("DELETE FROM terms_notice WHERE code = '2026-1'; SET CONSTRAINTS ALL IMMEDIATE")


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_officer_does_not_become_a_member():
    officer = make_officer()
    provider = make_provider()
    with pytest.raises(IntegrityError, match="officer's"), transaction.atomic():
        Membership.objects.create(user=officer, provider=provider)
    membership = provider.memberships.get()
    with pytest.raises(IntegrityError, match="officer's"), transaction.atomic():
        change(membership, user=officer)
    with pytest.raises(IntegrityError, match="officer's"), transaction.atomic():
        make_provider(user=officer)


def test_a_member_does_not_become_an_officer():
    member = make_provider().members().get()
    office, role = Office.objects.get(code="11"), Role.objects.get(code=REVIEWER)
    with pytest.raises(IntegrityError, match="belongs to a provider"), transaction.atomic():
        Officer.objects.create(user=member, office=office, role=role)
    officer = make_officer().post
    with pytest.raises(IntegrityError, match="belongs to a provider"), transaction.atomic():
        change(officer, user=member)


@pytest.mark.parametrize(
    "referred_to",
    [
        lambda: make_provider().members().get(),
        make_provider,
        lambda: make_filing(status="submitted"),
        lambda: make_inspection().entry,
    ],
    ids=["account", "provider", "filing", "entry"],
)
def test_nothing_that_something_refers_to_is_deleted(referred_to):
    row = referred_to()
    with pytest.raises(ProtectedError):
        row.delete()
    assert type(row).objects.filter(pk=row.pk).exists()
