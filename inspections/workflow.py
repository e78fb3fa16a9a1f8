"""Open inspections, take their answers, and judge them (art. 14)."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.ledger.codes import columns
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import page_of, post
from filing_portal.lifecycle import NotAllowedNow, hold, hold_or_skip, locked, move, take
from filing_portal.terms import workflow as terms
from filings.catalogue import BY_NAME, ITEMS
from filings.snapshots import raw
from inspections.models import Inspection
from inspections.states import PENDING, Status
from registry import workflow as register
from registry.models import Entry
from registry.states import Status as EntryStatus

CORRECTABLE = frozenset(item.name for item in ITEMS if not item.substantial)
CHANGE_FILING = gettext_lazy(
    "This cannot be corrected in an inspection, and this portal takes no change filings yet: say in the remark what has"
    " changed."
)


def due_entries(today: date) -> QuerySet[Entry]:
    """Return the valid entries with a provider whose issue or last inspection lies a whole interval back."""
    latest = today - timedelta(days=settings.INSPECTION_INTERVAL_DAYS)
    due = Entry.objects.filter(status=EntryStatus.VALID, provider__isnull=False, inspected_on__lte=latest)
    return due.exclude(inspections__status__in=PENDING).exclude(inspections__slot=today)


@transaction.atomic
def open_inspection(entry_id: int, slot: date) -> Inspection | None:
    """Ask the provider to confirm or correct its entry (art. 14); idempotent for one slot.

    `slot` is the Shanghai day the schedule asks for. Returns None when the entry is not due any more. Raises Gone.
    """
    entry = locked(Entry, entry_id)
    # Only under the lock: a second beat that waited for it must see what the first one opened.
    if not due_entries(slot).filter(pk=entry_id).exists():
        return None
    term = terms.start("inspect", clock.today())
    inspection = Inspection.objects.create(
        entry=entry, province=entry.province, slot=slot, opened_at=clock.now(), term=term, due_on=term.due_on
    )
    record(inspection, "open", by=None, after=columns(inspection, "status", "entry"))
    notify(inspection, "inspection_opened")
    return inspection


@transaction.atomic
def answer(inspection_id: int, *, by: User, corrections: dict[str, Any], remark: str = "") -> Inspection:
    """Record that the provider confirms the entry, or what it corrects in it, and how late that is.

    `corrections` go by the catalogue's names. Raises ValidationError by name for what only a change filing may change,
    Gone, PermissionDenied, and NotAllowedNow when it was answered or judged meanwhile.
    """
    if found := {name: [CHANGE_FILING] for name in corrections if name not in CORRECTABLE}:
        raise ValidationError(found)
    now = clock.now()
    inspection: Inspection = hold(Inspection, inspection_id, "answer", by=by)
    late_by = terms.meet(inspection.term_id, clock.shanghai_day(now))
    move(inspection, "answer", by=by, answered_at=now, late_by=late_by)
    # What people wrote stays out of the ledger.
    inspection.corrections = {name: raw(BY_NAME[name], value) for name, value in corrections.items()}
    inspection.remark = remark
    inspection.save(update_fields=["corrections", "remark"])
    return inspection


@transaction.atomic
def fall_due(inspection_id: int) -> None:
    """Mark an unanswered inspection as overdue after its last day, and remind the provider.

    Idempotent: one that is not open any more, or still due, is skipped.
    """
    inspection = hold_or_skip(Inspection, inspection_id, "fall_due")
    if inspection is None or is_still_due(inspection):
        return
    move(inspection, "fall_due")
    notify(inspection, "inspection_overdue", f"{inspection.pk}.{inspection.due_on}")


@transaction.atomic
def fall_back(inspection_id: int) -> None:
    """Open an overdue inspection again whose due day has moved to one still to come; idempotent."""
    inspection = hold_or_skip(Inspection, inspection_id, "fall_back")
    if inspection is not None and is_still_due(inspection):
        move(inspection, "fall_back")


def is_still_due(inspection: Inspection) -> bool:
    """Tell whether its last day is today or later, or a notice can still free it."""
    return terms.over_after(inspection.term) >= clock.today()


@transaction.atomic
def pass_inspection(inspection_id: int, *, by: User, finding: str = "") -> Inspection:
    """Let the entry pass, publish what the provider corrected, and send the provider the result.

    Raises Gone, PermissionDenied, and NotAllowedNow when it was judged meanwhile.
    """
    entry = lock_entry(inspection_id)
    inspection: Inspection = hold(Inspection, inspection_id, "pass_inspection", by=by)
    judge(inspection, "pass_inspection", by=by, finding=finding)
    if inspection.corrections:
        register.correct(entry, inspection.corrections, by=by)
    inspected_today(entry, "pass_inspection", by=by)
    notify(inspection, "inspection_passed")
    return inspection


@transaction.atomic
def fail_inspection(inspection_id: int, *, by: User, finding: str) -> Inspection:
    """Let the entry fail; the provider reads in the finding why, and what follows.

    Raises ValidationError without a finding, Gone, PermissionDenied, and NotAllowedNow when it was judged meanwhile, or
    when its due day has moved to one still to come.
    """
    if not finding.strip():
        raise ValidationError(_("Say what was found: the provider must know what is wrong."))
    entry = lock_entry(inspection_id)
    inspection: Inspection = hold(Inspection, inspection_id, "fail_inspection", by=by)
    refuse_while_still_due(inspection)
    judge(inspection, "fail_inspection", by=by, finding=finding)
    terms.meet(inspection.term_id, clock.today())  # nobody waits for an answer any more
    inspected_today(entry, "fail_inspection", by=by)
    notify(inspection, "inspection_failed")
    return inspection


def refuse_while_still_due(inspection: Inspection) -> None:
    """Raise NotAllowedNow when the day of an overdue inspection has moved on since the page was read.

    Show the status that the next sweep will give it: open.
    """
    if inspection.status == Status.OVERDUE and is_still_due(inspection):
        inspection.status = Status.OPEN
        raise NotAllowedNow(inspection, "fail_inspection")


def judge(inspection: Inspection, verb: str, *, by: User, finding: str) -> None:
    """Write the judgement on a held inspection; what was found stays out of the ledger."""
    move(inspection, verb, by=by, judged_at=clock.now())
    inspection.finding = finding
    inspection.save(update_fields=["finding"])


def lock_entry(inspection_id: int) -> Entry:
    """Return the inspection's entry, locked: it comes before the inspection itself. Raises Gone."""
    entry_id = Inspection.objects.filter(pk=inspection_id).values_list("entry_id", flat=True).first()
    entry: Entry = locked(Entry, entry_id)
    return entry


def inspected_today(entry: Entry, verb: str, *, by: User) -> None:
    """Let the next inspection of a locked entry count from today; its own history says how this one ended."""
    move(take(entry, verb, by=by), verb, by=by, inspected_on=clock.today())


def notify(inspection: Inspection, kind: str, key: str = "", **context: Any) -> None:
    """Send the provider's members a letter about their inspection, once for one `key`; "" stands for the inspection."""
    post(
        kind,
        to=inspection.provider.members(),
        key=key or str(inspection.pk),
        url=page_of(inspection),
        about=inspection,
        inspection=inspection,
        entry=inspection.entry,
        term=inspection.term,
        **context,
    )
