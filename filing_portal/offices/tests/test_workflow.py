import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.accounts.models import User
from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.offices import workflow
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.tests.factories import make_officer, make_provider, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long first password"


def appoint(email="li@example.cn", province="33", by=None, password=PASSWORD, name="李审核"):
    office, role = Office.objects.get(code=province), Role.objects.get(code=REVIEWER)
    return workflow.appoint(email, name, office, role, password, by=by)


def test_an_appointed_officer_holds_the_post_and_can_sign_in(client):
    officer = appoint("Li@Example.cn ")
    assert (officer.user.email, officer.office.code, officer.role.code) == ("li@example.cn", "33", REVIEWER)
    client.post("/accounts/login/", {"login": "li@example.cn", "password": PASSWORD})
    assert client.get("/console/").status_code == 200


def test_an_appointment_stands_in_the_ledger_of_the_province():
    administrator = make_officer("33", SYSTEM_ADMINISTRATOR)
    officer = appoint(by=administrator)
    event = Event.objects.get(subject_type="offices.officer")
    assert (event.subject_id, event.verb, event.actor, event.province) == (officer.pk, "appoint", administrator, "33")
    assert event.after == {"office": "33", "role": REVIEWER, "account": officer.user_id}


def test_an_address_is_never_doubled():
    appoint()
    with pytest.raises(ValidationError) as wrong:
        appoint("LI@example.cn")
    assert list(wrong.value.message_dict) == ["email"]
    assert User.objects.count() == 1


def test_a_provider_s_account_does_not_become_an_officer_s():
    make_provider(make_user("boss@example.cn"))
    with pytest.raises(ValidationError):
        appoint("boss@example.cn")
    assert not Officer.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"), [({"email": "li"}, "email"), ({"password": "short"}, "password"), ({"name": " "}, "name")]
)
def test_what_is_wrong_is_said_at_its_field(typed, field):
    with pytest.raises(ValidationError) as wrong:
        appoint(**typed)
    assert list(wrong.value.message_dict) == [field]


def test_a_province_s_administrator_appoints_in_their_own_office_only():
    with pytest.raises(PermissionDenied):
        appoint(province="44", by=make_officer("33", SYSTEM_ADMINISTRATOR))
    assert appoint(province="44", by=make_officer("00", SYSTEM_ADMINISTRATOR)).office.code == "44"


def test_a_reviewer_appoints_nobody():
    with pytest.raises(PermissionDenied):
        appoint(by=make_officer("33"))


def test_a_closed_account_is_out_at_the_next_click_and_comes_back(client):
    officer, administrator = appoint(), make_officer("33", SYSTEM_ADMINISTRATOR)
    client.force_login(officer.user)
    workflow.deactivate(officer.pk, by=administrator, note="已离任")
    assert client.get("/console/").status_code == 302
    workflow.reactivate(officer.pk, by=administrator, note="已返任")
    verbs = Event.objects.filter(subject_id=officer.pk, subject_type="offices.officer").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["appoint", "deactivate", "reactivate"]
    told = [("deactivate", "已离任"), ("reactivate", "已返任")]
    assert list(officer.remarks.order_by("pk").values_list("event__verb", "text")) == told


def test_an_account_is_not_closed_twice():
    officer, administrator = appoint(), make_officer("33", SYSTEM_ADMINISTRATOR)
    workflow.deactivate(officer.pk, by=administrator, note="已离任")
    with pytest.raises(NotAllowedNow):
        workflow.deactivate(officer.pk, by=administrator, note="已离任")


def test_nobody_closes_their_own_account():
    administrator = make_officer("33", SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotAllowedNow):
        workflow.deactivate(administrator.post.pk, by=administrator, note="已离任")


def test_another_post_stands_in_the_ledger_and_counts_at_once():
    officer, by = appoint(), make_officer("00", SYSTEM_ADMINISTRATOR)
    office, role = Office.objects.get(code="44"), Role.objects.get(code=AUDITOR)
    workflow.transfer(officer.pk, office, role, by=by, note="调任")
    event = Event.objects.about(officer).last()
    assert (event.verb, event.actor, event.before, event.after) == (
        "transfer",
        by,
        {"office": "33", "role": REVIEWER},
        {"office": "44", "role": AUDITOR},
    )
    assert officer.remarks.get().text == "调任"
    user = User.objects.get(pk=officer.user_id)
    assert (user.has_perm("ledger.view_event"), user.has_perm("filings.review_filing")) == (True, False)
    with pytest.raises(NotAllowedNow):
        workflow.transfer(officer.pk, office, role, by=by, note="再次")


@pytest.mark.parametrize(("of", "to"), [("33", "44"), ("44", "33")])
def test_a_province_s_administrator_moves_nobody_in_or_out(of, to):
    officer, by = make_officer(of).post, make_officer("33", SYSTEM_ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        workflow.transfer(officer.pk, Office.objects.get(code=to), officer.role, by=by, note="调任")
    assert not Event.objects.about(officer).exists()


def test_a_closed_account_gets_no_letter():
    officer, by = make_officer("33").post, make_officer("33", SYSTEM_ADMINISTRATOR)
    workflow.deactivate(officer.pk, by=by, note="离任")
    with pytest.raises(NotAllowedNow):
        workflow.send_password_letter(officer.pk, by=by)
    assert not Letter.objects.exists()
