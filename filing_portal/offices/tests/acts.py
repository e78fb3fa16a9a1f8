"""Every verb of an officer, prepared for the test of the locks."""

from filing_portal.offices import workflow as offices
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.tests.act import TYPED, act
from filing_portal.tests.factories import PASSWORD, make_officer
from filing_portal.tests.releases import administrator


@act(Officer, "appoint")
def appoint():
    office, role, by = Office.objects.get(code="11"), Role.objects.get(code="reviewer"), administrator()
    return lambda: offices.appoint("new@example.com", TYPED, office, role, PASSWORD + "!", by=by)


@act(Officer, "deactivate")
def deactivate():
    officer, by = make_officer("11"), administrator()
    return lambda: offices.deactivate(officer.post.pk, by=by, note=TYPED)


@act(Officer, "reactivate")
def reactivate():
    officer, by = make_officer("11"), administrator()
    offices.deactivate(officer.post.pk, by=by, note=TYPED)
    return lambda: offices.reactivate(officer.post.pk, by=by, note=TYPED)


@act(Officer, "transfer")
def transfer():
    officer, by = make_officer("11"), administrator()
    office, role = Office.objects.get(code="33"), Role.objects.get(code="auditor")
    return lambda: offices.transfer(officer.post.pk, office, role, by=by, note=TYPED)


@act(Officer, "send_password_letter")
def send_password_letter():
    officer, by = make_officer("11"), administrator()
    return lambda: offices.send_password_letter(officer.post.pk, by=by)
