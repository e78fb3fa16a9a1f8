from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from filing_portal.base import clock
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Recomputation
from filing_portal.tests.factories import make_officer
from filing_portal.workdays.tests.notices import limit_typed

pytestmark = pytest.mark.django_db


def administrator():
    return make_officer("00", SYSTEM_ADMINISTRATOR, language="en")


def sign_in(client, *post):
    officer = make_officer(*post, language="en") if post else administrator()
    client.force_login(officer)
    return officer


def limit(code="correct"):
    return Limit.objects.released().filter(code=code).latest("valid_from")


def prepared(by=None, **asked):
    usual: dict[str, Any] = {"working_days": 15, "applies_to_running": True, "reason": "试行"}
    usual |= {"valid_from": clock.today(), **asked}
    return workflow.prepare_limit("correct", **usual, by=by or administrator())


def page_of(client, row):
    return client.get(reverse("admin:terms_limit_change", args=[row.pk]))


def act(client, row, verb, /, **typed):
    return client.post(reverse(f"admin:terms_limit_{verb}", args=[row.pk]), typed)


def cells(table):
    return [[strip_tags(cell).strip() for _header, cell in row] for row in table.rows]


def test_the_time_limits_stand_in_the_order_of_the_table_of_terms(client):
    sign_in(client, "33", REVIEWER)
    prepared(working_days=12)
    rows = cells(client.get("/console/workdays/rule/").context["table"])
    numbers = [row[0].split(" ")[0].rstrip(",") for row in rows]
    assert numbers == ["T1", "T2", "T3", "T4", "T6", "T6", "T7", "T8", "T9", "T10", "T11"]
    by_number = dict(zip(numbers, rows, strict=True))
    assert by_number["T3"][1:5] == ["30", "Planned day of termination", "Provider", "Article 11(3)"]
    assert by_number["T7"][1:5] == ["20", "Change or deregistration received", "Authority", "Policy"]
    assert by_number["T8"][4] == "Policy (article 14)"
    assert by_number["T9"][1] == "Set by each order"


def test_the_effect_is_shown_before_anything_is_saved(client):
    sign_in(client)
    term = workflow.start("correct", date(2026, 11, 2))
    page = act(client, limit(), "prepare", **limit_typed(applies_to_running="on", verb="show"))
    effect = page.context["effect"]
    assert cells(effect.groups) == [["T6 Correct a returned filing", "5 working days later", "1"]]
    assert cells(effect.first)[0][2:5] == ["2026-11-02", term.due_on.isoformat(), "2026-11-23"]
    assert cells(effect.first)[0][0] == str(term.pk)
    assert not Limit.objects.prepared().exists()
    client.post(page.context["action"], dict(page.context["sent"]) | {"verb": "prepare"})
    version = Limit.objects.prepared().get()
    assert (version.working_days, version.applies_to_running) == (15, True)
    assert version.valid_from == clock.today() + timedelta(days=1)


def test_a_version_for_new_terms_moves_none(client):
    sign_in(client)
    workflow.start("correct", date(2026, 11, 2))
    page = act(client, limit(), "prepare", **limit_typed(verb="show"))
    assert page.context["effect"].moving == 0
    assert "Keep the length they started with" in page.text


def test_what_is_wrong_is_said_at_the_field_and_the_rest_is_kept(client):
    sign_in(client)
    page = act(client, limit(), "prepare", **limit_typed(working_days="0", verb="show"))
    assert page.context["form"].errors == {"working_days": ["Enter at least one working day."]}
    assert "补正需要更多时间。" in page.text


def test_the_entries_can_be_changed_after_the_preview(client):
    sign_in(client)
    page = act(client, limit(), "prepare", **limit_typed(verb="edit"))
    assert page.context["form"]["working_days"].value() == "15"
    assert page.context["form"].errors == {}


def test_a_double_click_prepares_one_version(client):
    sign_in(client)
    first, second = (act(client, limit(), "prepare", **limit_typed(verb="prepare")) for _click in range(2))
    assert first["Location"] == second["Location"]
    assert Limit.objects.prepared().count() == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("file", "The law sets this time limit (article 11(1)): it changes with the Provisions, not here."),
        ("rectify", "Each order sets this time limit for itself: there is no length to change here."),
    ],
)
def test_what_cannot_be_changed_says_why(client, code, sentence):
    sign_in(client)
    page = page_of(client, limit(code))
    assert sentence in page.text
    assert page.context["form"] is None
    refused = act(client, limit(code), "prepare", **limit_typed(verb="prepare"))
    assert refused.status_code == 409
    assert sentence in refused.text
    assert not Limit.objects.prepared().exists()


def test_only_the_newest_version_is_followed_by_another_one(client):
    old, waiting = limit(), prepared()
    sign_in(client)
    assert "is prepared on the page of the version that is in force" in act(client, waiting, "prepare").text
    workflow.release_limit(waiting.pk, by=administrator())
    assert "A later version of this time limit is released already." in page_of(client, old).text
    assert act(client, old, "prepare", **limit_typed(verb="prepare")).status_code == 409
    assert page_of(client, waiting).context["form"] is not None


@pytest.mark.parametrize("post", [("33", SYSTEM_ADMINISTRATOR), ("00", REVIEWER), ("00", AUDITOR), ("33", REVIEWER)])
def test_only_the_national_system_administrator_changes_time_limits(client, post):
    waiting = prepared()
    sign_in(client, *post)
    assert "Change this time limit" not in page_of(client, limit()).text
    assert reverse("admin:terms_limit_release", args=[waiting.pk]) not in page_of(client, waiting).text
    for row, verb in ((limit(), "prepare"), (waiting, "release"), (waiting, "discard")):
        assert act(client, row, verb, **limit_typed(verb="prepare", note="x")).status_code == 403
    assert Limit.objects.prepared().get() == waiting


def test_a_second_officer_releases_and_the_running_terms_are_worked_out_again(client):
    workflow.start("correct", date(2026, 11, 2))
    waiting = prepared()
    sign_in(client)
    page = page_of(client, waiting)
    assert page.context["effect"].moving == 1
    done = client.post(reverse("admin:terms_limit_release", args=[waiting.pk]), follow=True)
    assert "The time limit is released. It holds from its day on." in done.text
    assert Recomputation.objects.get().limit == waiting
    assert "The portal itself" in page_of(client, Limit.objects.get(code="correct", working_days=10)).text
    assert [row[3].count("Released") for row in cells(done.context["versions"])] == [1, 1]


def test_the_author_does_not_release_and_may_discard(client):
    waiting = prepared(sign_in(client))
    assert "You have prepared this yourself: a second officer releases it." in page_of(client, waiting).text
    assert act(client, waiting, "release").status_code == 409
    assert list(act(client, waiting, "discard", note="").context["form"].errors) == ["note"]
    assert act(client, waiting, "discard", note="不再需要").status_code == 302
    assert Limit.objects.get(pk=waiting.pk).discarded_because == "不再需要"
    assert act(client, waiting, "release").status_code == 409


def test_a_version_whose_day_has_passed_is_not_released(client):
    waiting = prepared()
    Limit.objects.filter(pk=waiting.pk).update(valid_from=date(2026, 11, 1))
    sign_in(client)
    refused = act(client, waiting, "release")
    assert refused.status_code == 409
    assert "Its first day has passed while it waited." in refused.text


def test_reading_a_verb_leads_to_the_time_limit(client):
    sign_in(client)
    for verb in ("prepare", "release", "discard"):
        led = client.get(reverse(f"admin:terms_limit_{verb}", args=[limit().pk]))
        assert led["Location"] == reverse("admin:terms_limit_change", args=[limit().pk])
