import pytest
from django.urls import reverse

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.tests.factories import make_officer

pytestmark = pytest.mark.django_db
ADD = "/console/offices/officer/add/"


def typed(province="33", **fields) -> dict:
    return {
        "name": "王新人",
        "email": "new@example.cn",
        "office": Office.objects.get(code=province).pk,
        "role": Role.objects.get(code=REVIEWER).pk,
        "password": "a long first password",
        **fields,
    }


def sign_in(client, *post):
    officer = make_officer(*post, language="en")
    client.force_login(officer)
    return officer


def test_the_system_administrator_appoints_an_officer(client):
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    page = client.post(ADD, typed(), follow=True)
    assert "王新人 can sign in now." in page.text
    assert User.objects.get(email="new@example.cn").post.role.code == REVIEWER


def test_what_is_wrong_is_said_at_the_field_and_the_rest_is_kept(client):
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    page = client.post(ADD, typed(password="short"))
    assert list(page.context["form"].errors) == ["password"]
    assert "王新人" in page.text
    assert not User.objects.filter(email="new@example.cn").exists()


def test_another_office_cannot_be_chosen(client):
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    page = client.post(ADD, typed("44"))
    assert list(page.context["form"].errors) == ["office"]


@pytest.mark.parametrize(("role", "status"), [(REVIEWER, 403), (AUDITOR, 403), (SYSTEM_ADMINISTRATOR, 200)])
def test_only_the_system_administrator_appoints(client, role, status):
    sign_in(client, "33", role)
    assert client.get(ADD).status_code == status


def test_accounts_are_closed_and_opened_by_post_only(client):
    officer = make_officer("33").post
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    close = reverse("admin:offices_officer_deactivate", args=[officer.pk])
    client.get(close)
    assert User.objects.get(pk=officer.user_id).is_active
    refused = client.post(close, {"note": " \0"}, follow=True)
    assert "Say why: it stays on record." in refused.content.decode()
    assert User.objects.get(pk=officer.user_id).is_active
    client.post(close, {"note": "已离任"})
    assert not User.objects.get(pk=officer.user_id).is_active
    client.post(reverse("admin:offices_officer_reactivate", args=[officer.pk]), {"note": "已返任"})
    assert User.objects.get(pk=officer.user_id).is_active


def test_an_officer_of_another_office_does_not_exist(client):
    stranger = make_officer("44").post
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    for name in ("change", "deactivate"):
        assert client.get(reverse(f"admin:offices_officer_{name}", args=[stranger.pk])).status_code == 404
    page = client.get(reverse("admin:offices_officer_changelist"))
    assert [row.office.code for row in page.context["page"].rows] == ["33"]


def test_the_auditor_reads_the_events_of_the_own_province(client):
    here, there = make_officer("33").post, make_officer("44").post
    mine, other = record(here, "appoint", by=None), record(there, "appoint", by=None)
    sign_in(client, "33", AUDITOR)
    page = client.get(reverse("admin:ledger_event_changelist"), {"show": "offices-officer"})
    assert [row.pk for row in page.context["page"].rows] == [mine.pk]
    assert client.get(reverse("admin:ledger_event_change", args=[mine.pk])).status_code == 200
    assert client.get(reverse("admin:ledger_event_change", args=[other.pk])).status_code == 404


def test_reference_data_is_read_by_every_officer_and_changed_by_none(client):
    sign_in(client, "33")
    for name in ("day", "notice", "limit"):
        url = reverse(f"admin:terms_{name}_changelist")
        page = client.get(url)
        assert page.status_code == 200
        assert client.get(f"{url}{page.context['page'].rows[0].pk}/").status_code == 200
        assert client.post(url).status_code == 405


def test_the_menu_shows_what_the_role_opens(client):
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    groups = client.get("/console/").context["console_nav"]
    labels = [str(link.label) for group in groups for link in group.items]
    assert labels == [
        *("Overview", "Officers", "Offices", "Roles", "Working calendar", "Calendar notices", "Time limits"),
        *("Recomputations", "Self-audits"),
    ]


def test_every_officer_of_the_office_is_listed_once(client):
    sign_in(client, "00", SYSTEM_ADMINISTRATOR)
    make_officer("33")
    page = client.get(reverse("admin:offices_officer_changelist"))
    assert [row.pk for row in page.context["page"].rows] == list(
        Officer.objects.order_by("-pk").values_list("pk", flat=True)
    )
