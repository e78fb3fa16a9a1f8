from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.lifecycle import advance
from filing_portal.workdays import clock
from filing_portal.workdays import workflow as terms
from inspections.models import Inspection
from inspections.states import PENDING
from registry import workflow as register
from registry.models import Entry
from registry.states import Status as EntryStatus


def due_entries(today: date):
    """Return the valid entries with a provider whose issue or last inspection lies a whole interval back."""
    latest = today - timedelta(days=settings.INSPECTION_INTERVAL_DAYS)
    due = Entry.objects.filter(status=EntryStatus.VALID, provider__isnull=False, inspected_on__lte=latest)
    return due.exclude(inspections__status__in=PENDING).exclude(inspections__slot=today)


@transaction.atomic
def open_inspection(entry_id: int, slot: date) -> Inspection | None:
    """The provider is asked to confirm or correct its entry; asked twice for one slot, nothing changes.

    Returns None when the entry is not due any more.
    """
    entry = due_entries(slot).select_for_update(of=("self",)).filter(pk=entry_id).first()
    if entry is None:
        return None
    term = terms.start("inspect", clock.today())
    inspection = Inspection.objects.create(
        entry=entry, province=entry.province, slot=slot, opened_at=timezone.now(), term=term, due_on=term.due_on
    )
    record(inspection, "open", by=None, after={"status": inspection.status, "entry": entry.full_number})
    tell(inspection, "inspection_opened")
    return inspection


@transaction.atomic
def answer(inspection_id: int, *, by: User, corrections: dict[str, Any], remark: str = "") -> Inspection:
    """The provider has confirmed the entry, or said what to correct in it."""
    now = timezone.now()
    inspection = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection_id)
    late_by = terms.late_by(inspection.term_id, clock.shanghai_day(now))
    inspection = advance(
        Inspection, inspection_id, "answer", by=by, answered_at=now, corrections=corrections, remark=remark, late_by=late_by
    )
    terms.meet(inspection.term_id, clock.shanghai_day(now))
    return inspection


@transaction.atomic
def fall_due(inspection_id: int) -> None:
    """An inspection without an answer at the end of its last day is overdue; the provider is reminded."""
    inspection = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection_id)
    if inspection.due_on >= clock.today() or inspection.status != "open":
        return
    tell(advance(Inspection, inspection_id, "fall_due"), "inspection_overdue")


@transaction.atomic
def pass_(inspection_id: int, *, by: User, finding: str = "") -> Inspection:
    """The entry has passed; what the provider corrected is published as a new version."""
    entry = lock_entry(inspection_id)
    inspection = advance(Inspection, inspection_id, "pass_", by=by, judged_at=timezone.now(), finding=finding)
    if inspection.corrections:
        register.correct(entry.pk, inspection.corrections, by=by, note=finding)
    count_from(entry)
    tell(inspection, "inspection_passed")
    return inspection


@transaction.atomic
def fail(inspection_id: int, *, by: User, finding: str) -> Inspection:
    """The entry has not passed; the finding says why and what follows."""
    if not finding.strip():
        raise ValidationError(_("Say what was found: the provider must know what is wrong."))
    entry = lock_entry(inspection_id)
    inspection = advance(Inspection, inspection_id, "fail", by=by, judged_at=timezone.now(), finding=finding)
    count_from(entry)
    tell(inspection, "inspection_failed")
    return inspection


def lock_entry(inspection_id: int) -> Entry:
    return Entry.objects.select_for_update(of=("self",)).get(inspections=inspection_id)


def count_from(entry: Entry) -> None:
    """The next inspection counts from today."""
    Entry.objects.filter(pk=entry.pk).update(inspected_on=clock.today())


def tell(inspection: Inspection, kind: str) -> None:
    post(
        kind,
        to=inspection.entry.provider.members(),
        about=str(inspection.pk),
        url=f"/inspections/{inspection.uuid}/",
        inspection=inspection,
        entry=inspection.entry,
    )
