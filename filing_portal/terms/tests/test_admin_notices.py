from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from filing_portal.ledger.models import Event
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Notice, Recomputation
from filing_portal.tests.factories import make_officer
from filing_portal.workdays.calendar import Arranged
from filing_portal.workdays.tests.notices import NOTICE_2027, notice_typed

pytestmark = pytest.mark.django_db
IMPORT = "/console/workdays/notice/import/"
NOTICES = "/console/workdays/notice/"


def administrator(**fields):
    return make_officer("00", SYSTEM_ADMINISTRATOR, language="en", **fields)


def sign_in(client, *post):
    officer = make_officer(*post, language="en") if post else administrator()
    client.force_login(officer)
    return officer


def prepared(by=None, day=date(2026, 12, 2), year=2026):
    """Return a notice of one more holiday that waits for its release."""
    facts: dict[str, Any] = {"number": "国办发明电〔2026〕9号", "title": "通知", "published_on": date(2026, 11, 2)}
    days = [Arranged(day, "holiday", "元旦")]
    return workflow.prepare_notice(year, days, **facts, address="https://www.gov.cn/", by=by or administrator())


def act(client, notice, verb, **typed):
    return client.post(reverse(f"admin:terms_notice_{verb}", args=[notice.pk]), typed)


def texts(table):
    """Return what stands in the cells of a table."""
    return [[strip_tags(cell) for _header, cell in row] for row in table.rows]


def page_of(client, notice):
    return client.get(reverse("admin:terms_notice_change", args=[notice.pk]))


def test_the_effect_is_shown_before_anything_is_saved(client):
    sign_in(client)
    workflow.start("decide", date(2027, 1, 11))
    workflow.start("file", date(2027, 1, 25))
    workflow.start("decide", date(2026, 11, 3))
    page = client.post(IMPORT, notice_typed(verb="show"))
    effect = page.context["effect"]
    assert (effect.open_terms, effect.moving, effect.kept) == (3, 2, 0)
    assert texts(effect.groups) == [
        ["T4, T5 Decide on a filing", "1 working day later", "1"],
        ["T1 File a new service", "1 working day later", "1"],
    ]
    assert [row[2:5] for row in texts(effect.first)] == [
        ["2027-01-11", "2027-02-12", "2027-02-14"],
        ["2027-01-25", "2027-02-12", "2027-02-14"],
    ]
    assert "Nothing is saved yet." in page.text
    assert not Notice.objects.prepared().exists()


def test_what_was_shown_is_prepared_with_all_its_days(client):
    officer = sign_in(client)
    page = client.post(IMPORT, notice_typed(verb="show"))
    client.post(page.context["action"], dict(page.context["sent"]) | {"verb": "prepare"})
    notice = Notice.objects.prepared().get()
    assert (notice.code, notice.year, notice.number, notice.prepared_by) == (
        "2027-1",
        2027,
        "国办发明电〔2026〕8号",
        officer,
    )
    assert notice.days.count() == len(NOTICE_2027.splitlines())
    assert workflow.calendar().version == "2026-1"
    assert Event.objects.about(notice).get().verb == "prepare"


def test_a_double_click_prepares_one_notice(client):
    sign_in(client)
    first, second = (client.post(IMPORT, notice_typed(verb="prepare")) for _click in range(2))
    assert first["Location"] == second["Location"]
    assert Notice.objects.prepared().count() == 1


def test_the_entries_can_be_changed_after_the_preview(client):
    sign_in(client)
    page = client.post(IMPORT, notice_typed(verb="edit"))
    assert page.context["form"]["table"].value() == NOTICE_2027
    assert page.context["form"].errors == {}


def test_wrong_lines_are_named_at_the_field_and_everything_typed_is_kept(client):
    sign_in(client)
    page = client.post(IMPORT, notice_typed(verb="show", table=NOTICE_2027 + "\n2027-01-01,holiday,元旦"))
    assert page.context["form"].errors == {
        "table": ["Line 26: 2027-01-01 stands in line 1 already. Keep one of the two."]
    }
    assert page.text.count("Line 26: 2027-01-01 stands in line 1 already.") == 2  # in the summary, and at the field
    assert "国务院办公厅关于2027年部分节假日安排的通知" in page.text
    assert "2027-10-09,make-up,国庆节" in page.text
    assert "<title>Error: " in page.text


def test_an_uploaded_table_stands_in_the_text_area(client):
    sign_in(client)
    file = SimpleUploadedFile("2027.csv", NOTICE_2027.replace("2027-01-01", "01-01").encode("gb18030"))
    page = client.post(IMPORT, notice_typed(verb="show", table="", file=file))
    said = "Line 1: the date “01-01” has no year. Write it in front: 2027-01-01."
    assert page.context["form"].errors["table"] == [said]
    assert "01-01,holiday,元旦" in page.text


def test_what_is_wrong_by_now_is_not_prepared(client):
    sign_in(client)
    page = client.post(IMPORT, notice_typed(verb="prepare", year="2028"))
    assert list(page.context["form"].errors) == ["year"]
    assert not Notice.objects.prepared().exists()


@pytest.mark.parametrize("post", [("33", SYSTEM_ADMINISTRATOR), ("00", REVIEWER), ("00", AUDITOR), ("33", REVIEWER)])
def test_only_the_national_system_administrator_imports(client, post):
    notice = prepared()
    sign_in(client, *post)
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, notice_typed(verb="prepare")).status_code == 403
    assert "Import a notice" not in client.get(NOTICES).text
    page = page_of(client, notice).text
    assert "releases it." in page
    assert "<h2>Effect on the open terms</h2>" not in page
    assert reverse("admin:terms_notice_release", args=[notice.pk]) not in page
    assert reverse("admin:terms_notice_discard", args=[notice.pk]) not in page
    for verb in ("release", "discard"):
        assert act(client, notice, verb, note="x").status_code == 403
    assert act(client, notice, "discard").status_code == 403
    assert Notice.objects.prepared().get() == notice


def test_a_second_officer_reads_the_effect_as_it_is_now_and_releases(client):
    notice = prepared()
    workflow.start("decide", date(2026, 12, 1))
    sign_in(client)
    page = page_of(client, notice)
    assert page.context["effect"].moving == 1
    done = client.post(reverse("admin:terms_notice_release", args=[notice.pk]), follow=True)
    assert "The notice is released. Every open term is being worked out again." in done.text
    assert "Read the recomputation" in done.text
    assert Recomputation.objects.get().notice == notice
    assert workflow.calendar().version == "2026-2"


def test_the_author_reads_why_they_cannot_release(client):
    notice = prepared(sign_in(client))
    page = page_of(client, notice)
    assert "You have prepared this yourself: a second officer releases it." in page.text
    assert page.context["effect"].open_terms == 0
    refused = act(client, notice, "release")
    assert refused.status_code == 409
    assert refused.text.count("You have prepared this yourself: a second officer releases it.") == 2
    assert Notice.objects.prepared().get() == notice


def test_what_was_prepared_before_another_release_is_not_released(client):
    notice, other = prepared(), prepared(day=date(2026, 12, 3))
    workflow.release_notice(other.pk, by=administrator())
    sign_in(client)
    stale = act(client, notice, "release")
    assert stale.status_code == 409
    assert "the status is now “Discarded”" in stale.text
    assert "Discarded, since another notice was released" in stale.text
    assert workflow.calendar().version == "2026-3"


def test_a_double_click_releases_once_and_says_so(client):
    notice = prepared()
    sign_in(client)
    assert act(client, notice, "release").status_code == 302
    again = act(client, notice, "release")
    assert again.status_code == 409
    assert "the status is now “Released”" in again.text
    assert Recomputation.objects.count() == 1


def test_two_officers_decide_differently_and_the_first_one_holds(client):
    notice = prepared()
    sign_in(client)
    assert act(client, notice, "discard", note="录入有误").status_code == 302
    sign_in(client)
    late = act(client, notice, "release")
    assert (late.status_code, Notice.objects.get(pk=notice.pk).status) == (409, "discarded")
    assert "the status is now “Discarded”" in late.text


def test_discarding_needs_a_reason(client):
    notice = prepared(sign_in(client))
    page = act(client, notice, "discard", note=" \0")
    assert page.context["form"].errors == {"note": ["Say why: it stays on record."]}
    assert '<a href="#id_note">Say why: it stays on record.</a>' in page.text
    done = client.post(reverse("admin:terms_notice_discard", args=[notice.pk]), {"note": "录入有误"}, follow=True)
    assert "It is discarded and will never count. It stays on record." in done.text
    assert "录入有误" in done.text
    assert Notice.objects.get(pk=notice.pk).discarded_because == "录入有误"


def test_reading_a_verb_leads_to_the_notice(client):
    notice = prepared()
    sign_in(client)
    for verb in ("release", "discard"):
        led = client.get(reverse(f"admin:terms_notice_{verb}", args=[notice.pk]))
        assert led["Location"] == reverse("admin:terms_notice_change", args=[notice.pk])
    assert Notice.objects.prepared().get() == notice


def test_what_waits_is_counted_in_the_menu_of_who_releases(client):
    prepared()
    sign_in(client)
    links = [link for group in client.get("/console/").context["console_nav"] for link in group.items]
    assert [link.count for link in links if str(link.label) == "Calendar notices"] == ["1"]
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    links = [link for group in client.get("/console/").context["console_nav"] for link in group.items]
    assert [link.count for link in links if str(link.label) == "Calendar notices"] == []
