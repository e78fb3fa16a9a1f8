import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.letters.models import Letter
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.offices.wording import right
from filing_portal.tests.factories import PASSWORD, make_officer, make_user

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
    assert labels == ["Overview", "Officers", "Offices", "Roles"]


CALENDAR = ["Working calendar", "Calendar notices", "Time limits", "Recomputations", "Self-audits"]


@pytest.mark.parametrize(
    ("post", "offered"),
    [(("33", REVIEWER), []), (("33", AUDITOR), CALENDAR), (("00", SYSTEM_ADMINISTRATOR), CALENDAR)],
)
def test_the_menu_leads_to_the_calendar_who_changes_or_audits_it(client, post, offered):
    sign_in(client, *post)
    labels = [str(link.label) for group in client.get("/console/").context["console_nav"] for link in group.items]
    assert [label for label in labels if label in CALENDAR] == offered
    assert client.get(reverse("admin:terms_day_changelist")).status_code == 200


def test_an_officer_without_the_right_is_told_so_inside_the_console(client):
    officer = sign_in(client, "33", REVIEWER)
    refused = client.get(reverse("admin:offices_officer_changelist"))
    assert refused.status_code == 403
    assert "Your role (Reviewer) does not open this page." in refused.text
    assert 'class="bf-side"' in refused.text
    officer.language = "zh-hans"
    officer.save()
    assert "您的角色（审核员）无权打开此页面" in client.get(reverse("admin:offices_officer_changelist")).text


def test_a_stranger_to_the_console_sees_nothing_of_its_frame(client):
    client.force_login(make_user())
    refused = client.get(reverse("admin:offices_officer_changelist"))
    assert (refused.status_code, "bf-side" in refused.text) == (403, False)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_permission_of_every_role_is_said_in_words(client, language):
    sign_in(client, "00", SYSTEM_ADMINISTRATOR)
    with override(language):
        codes = {code for role in Role.objects.all() for code in role.permissions}
        words = {code: right(code) for code in codes}
    assert [code for code, said in words.items() if code in said or "_" in said] == []
    assert len(set(words.values())) == len(codes)
    if language != "en":
        assert [said for said in words.values() if re.search("[A-Za-z]", said)] == []


def test_a_role_is_shown_in_words(client):
    sign_in(client, "00", SYSTEM_ADMINISTRATOR)
    for url in (
        reverse("admin:offices_role_changelist"),
        reverse("admin:offices_role_change", args=[Role.objects.get(code=REVIEWER).pk]),
    ):
        page = client.get(url).text
        assert "Decide filings" in page
        assert "filings.review_filing" not in page


def post(client, officer, verb, **sent):
    return client.post(reverse(f"admin:offices_officer_{verb}", args=[officer.pk]), sent, follow=True)


def chosen(office, role):
    return {"office": Office.objects.get(code=office).pk, "role": Role.objects.get(code=role).pk}


def test_an_officer_is_given_another_post(client):
    officer = make_officer("33").post
    sign_in(client, "00", SYSTEM_ADMINISTRATOR)
    page = post(client, officer, "transfer", **chosen("44", AUDITOR), note="调任")
    assert f"The post of {officer} is changed." in page.text
    officer.refresh_from_db()
    assert (officer.office.code, officer.role.code) == ("44", AUDITOR)
    assert "调任" in page.text


def test_another_post_needs_a_reason_and_an_office_within_reach(client):
    officer = make_officer("33").post
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    page = post(client, officer, "transfer", **chosen("33", AUDITOR), note=" ")
    assert page.context["form"].errors == {"note": ["Say why: it stays on record."]}
    page = post(client, officer, "transfer", **chosen("44", AUDITOR), note="调任")
    assert list(page.context["form"].errors) == ["office"]
    officer.refresh_from_db()
    assert (officer.office.code, officer.role.code) == ("33", REVIEWER)


def test_nobody_changes_their_own_post(client):
    own = sign_in(client, "00", SYSTEM_ADMINISTRATOR).post
    text = client.get(reverse("admin:offices_officer_change", args=[own.pk])).text
    assert "This is your own post. Another administrator changes it." in text
    page = post(client, own, "transfer", **chosen("44", AUDITOR), note="调任")
    assert "You cannot change your own post. Ask another administrator." in page.text
    own.refresh_from_db()
    assert own.office.code == "00"


def test_a_letter_leads_the_officer_to_a_new_password(client):
    officer = make_officer("33", language="en")
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    page = post(client, officer.post, "send_password_letter")
    assert f"The letter to {officer} is on its way." in page.text
    letter = Letter.objects.get(to=officer)
    assert (letter.kind, letter.url) == ("new_password", "/en/accounts/password/reset/")
    assert "Cyberspace Administration of Zhejiang" in letter.body
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)
    visitor = Client()
    assert visitor.post(letter.url, {"email": officer.email}).status_code == 302
    assert Letter.objects.filter(email=officer.email, is_secret=True).exists()


def test_the_page_of_a_post_without_a_history_says_so(client):
    officer = make_officer("33").post
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    text = client.get(reverse("admin:offices_officer_change", args=[officer.pk])).text
    assert "Nothing is on record about this post." in text


def test_a_reviewer_neither_transfers_nor_sends_letters(client):
    officer = make_officer("33").post
    sign_in(client, "33", REVIEWER)
    for verb in ("transfer", "send_password_letter"):
        assert client.post(reverse(f"admin:offices_officer_{verb}", args=[officer.pk])).status_code == 403


def test_every_officer_of_the_office_is_listed_once(client):
    sign_in(client, "00", SYSTEM_ADMINISTRATOR)
    make_officer("33")
    page = client.get(reverse("admin:offices_officer_changelist"))
    assert [row.pk for row in page.context["page"].rows] == list(
        Officer.objects.order_by("-pk").values_list("pk", flat=True)
    )
