"""Every verb of an inspection, and what follows from it for the entry, prepared for the test of the locks."""

from datetime import date, timedelta

from filing_portal.base import clock
from filing_portal.terms import workflow as terms
from filing_portal.terms.workflow.notifying import notify_moved_of
from filing_portal.tests import factories
from filing_portal.tests.act import TYPED, act
from filing_portal.tests.factories import make_entry, make_inspection, make_officer, owned, owner_of
from filing_portal.tests.releases import release_notice
from inspections import workflow as inspections
from inspections.models import Inspection
from registry.models import Entry


def corrected():
    """Return an inspection whose answer corrects the entry."""
    inspection = make_inspection()
    inspections.answer(
        inspection.pk, by=owner_of(owned(inspection.entry)), corrections={"description": TYPED}, remark=TYPED
    )
    return inspection


@act(Entry, "correct")
@act(Entry, "pass_inspection")
@act(Inspection, "pass_inspection")
def pass_inspection():
    inspection = corrected()
    officer = make_officer(inspection.province)
    return lambda: inspections.pass_inspection(inspection.pk, by=officer, finding=TYPED)


@act(Entry, "fail_inspection")
@act(Inspection, "fail_inspection")
def fail_inspection():
    inspection = make_inspection(status="answered")
    officer = make_officer(inspection.province)
    return lambda: inspections.fail_inspection(inspection.pk, by=officer, finding=TYPED)


@act(Inspection, "fail_inspection")
def fail_overdue_inspection():
    inspection = make_inspection(status="overdue")
    officer = make_officer(inspection.province)
    return lambda: inspections.fail_inspection(inspection.pk, by=officer, finding=TYPED)


@act(Inspection, "open")
def open_inspection():
    entry = make_entry()
    Entry.objects.update(inspected_on=date(2020, 1, 2))
    return lambda: inspections.open_inspection(entry.pk, clock.today())


@act(Inspection, "answer")
def answer():
    inspection = make_inspection()
    by, changed = owner_of(owned(inspection.entry)), {"client_name": TYPED}
    return lambda: inspections.answer(inspection.pk, by=by, corrections=changed, remark=TYPED)


@act(Inspection, "fall_due")
def fall_due():
    inspection = make_inspection()
    factories.pass_its_due_day(inspection, clock.today() - timedelta(days=1))
    return lambda: inspections.fall_due(inspection.pk)


@act(Inspection, "fall_back")
def fall_back():
    inspection = make_inspection(status="overdue")
    factories.pass_its_due_day(inspection, clock.today() + timedelta(days=7))
    return lambda: inspections.fall_back(inspection.pk)


@act(Inspection, "move_deadline")
def move_deadline_of_inspection():
    inspection = make_inspection()
    release_notice((terms.calendar().add(clock.today(), 1), "holiday"))
    return lambda: notify_moved_of(Inspection, inspection.pk)
