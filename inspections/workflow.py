from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.lifecycle import advance, locked
from filing_portal.terms import workflow as terms
from filings.catalogue import BY_NAME, ITEMS
from filings.snapshots import raw
from inspections.models import Inspection
from inspections.states import PENDING, Status
from registry import workflow as register
from registry.models import Entry
from registry.states import Status as EntryStatus

CORRECTABLE = frozenset(item.name for item in ITEMS if not item.substantial)
CHANGE_FILING = gettext_lazy("This cannot be corrected in an inspection: it needs a change filing.")


def due_entries(today: date) -> QuerySet[Entry]:
    """Return the valid entries with a provider whose issue or last inspection lies a whole interval back."""
    latest = today - timedelta(days=settings.INSPECTION_INTERVAL_DAYS)
    due = Entry.objects.filter(status=EntryStatus.VALID, provider__isnull=False, inspected_on__lte=latest)
    return due.exclude(inspections__status__in=PENDING).exclude(inspections__slot=today)


@transaction.atomic
def open_inspection(entry_id: int, slot: date) -> Inspection | None:
    """The provider is asked to confirm or correct its entry; asked twice for one slot, nothing changes.

    Returns None when the entry is not due any more.
    """
    entry = locked(Entry, entry_id)
    # Only under the lock: a second beat that waited for it must see what the first one opened.
    if not due_entries(slot).filter(pk=entry_id).exists():
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
    """The provider has confirmed the entry, or said what to correct in it.

    `corrections` go by the catalogue's names. Raises ValidationError by name for what only a change filing may change.
    """
    if found := {name: [CHANGE_FILING] for name in corrections if name not in CORRECTABLE}:
        raise ValidationError(found)
    now = timezone.now()
    late_by = terms.meet(locked(Inspection, inspection_id).term_id, clock.shanghai_day(now))
    inspection = advance(Inspection, inspection_id, "answer", by=by, answered_at=now, late_by=late_by)
    # What people wrote stays out of the ledger.
    inspection.corrections = {name: raw(BY_NAME[name], value) for name, value in corrections.items()}
    inspection.remark = remark
    inspection.save(update_fields=["corrections", "remark"])
    return inspection


@transaction.atomic
def fall_due(inspection_id: int) -> None:
    """An inspection without an answer at the end of its last day is overdue; the provider is reminded."""
    inspection = locked(Inspection, inspection_id)
    if inspection.status != Status.OPEN or terms.over_after(inspection.term) >= clock.today():
        return
    tell(advance(Inspection, inspection_id, "fall_due"), "inspection_overdue", f"{inspection.pk}.{inspection.due_on}")


@transaction.atomic
def fall_back(inspection_id: int) -> None:
    """An overdue inspection whose due day has moved to one still to come is to be answered as before."""
    inspection = locked(Inspection, inspection_id)
    if inspection.status == Status.OVERDUE and terms.over_after(inspection.term) >= clock.today():
        advance(Inspection, inspection_id, "fall_back")


@transaction.atomic
def pass_(inspection_id: int, *, by: User, finding: str = "") -> Inspection:
    """The entry has passed; what the provider corrected is published as a new version."""
    entry = lock_entry(inspection_id)
    inspection = judge(inspection_id, "pass_", by=by, finding=finding)
    if inspection.corrections:
        register.correct(entry.pk, inspection.corrections, by=by, note=finding)
    count_from(entry, "pass_inspection", by=by)
    tell(inspection, "inspection_passed")
    return inspection


@transaction.atomic
def fail(inspection_id: int, *, by: User, finding: str) -> Inspection:
    """The entry has not passed; the finding says why and what follows."""
    if not finding.strip():
        raise ValidationError(_("Say what was found: the provider must know what is wrong."))
    entry = lock_entry(inspection_id)
    fall_back(inspection_id)  # its day may have moved on since the page was read: then nobody is overdue
    inspection = judge(inspection_id, "fail", by=by, finding=finding)
    terms.meet(inspection.term_id, clock.today())  # nobody waits for an answer any more
    count_from(entry, "fail_inspection", by=by)
    tell(inspection, "inspection_failed")
    return inspection


def judge(inspection_id: int, verb: str, *, by: User, finding: str) -> Inspection:
    inspection = advance(Inspection, inspection_id, verb, by=by, note=finding, judged_at=timezone.now())
    inspection.finding = finding
    inspection.save(update_fields=["finding"])
    return inspection


def lock_entry(inspection_id: int) -> Entry:
    """Return the inspection's entry, locked before the inspection itself, as everywhere."""
    return locked(Entry, Inspection.objects.filter(pk=inspection_id).values_list("entry_id", flat=True).first())


def count_from(entry: Entry, verb: str, *, by: User) -> None:
    """The next inspection counts from today; the entry's own history says how this one ended."""
    before, today = entry.inspected_on, clock.today()
    Entry.objects.filter(pk=entry.pk).update(inspected_on=today)
    record(entry, verb, by=by, before={"inspected_on": before}, after={"inspected_on": today})


def tell(inspection: Inspection, kind: str, about: str = "", **context: Any) -> None:
    post(
        kind,
        to=inspection.entry.provider.members(),
        about=about or str(inspection.pk),
        url=f"/inspections/{inspection.uuid}/",
        inspection=inspection,
        entry=inspection.entry,
        term=inspection.term,
        **context,
    )
