import re

import pytest
import time_machine
from django.urls import reverse

from filing_portal.offices.roles import AUDITOR
from filing_portal.tests.factories import make_entry, make_inspection, make_officer, make_provider, owner_of
from inspections import workflow
from inspections.models import Inspection
from inspections.states import Status
from registry.workflow import correct

pytestmark = pytest.mark.django_db


def sign_in(client, *args):
    officer = make_officer(*args, language="en")
    client.force_login(officer)
    return officer


def judge(client, inspection, verb: str, finding: str = ""):
    url = reverse("admin:inspections_inspection_judge", args=[inspection.pk])
    return client.post(url, {"verb": verb, "finding": finding}, follow=True)


@pytest.mark.parametrize(
    ("verb", "status"), [("pass_inspection", Status.PASSED), ("fail_inspection", Status.NOT_PASSED)]
)
def test_an_answered_inspection_is_judged(client, verb, status):
    inspection = make_inspection(status=Status.ANSWERED)
    sign_in(client, "33")
    assert judge(client, inspection, verb, "核对无误。").status_code == 200
    row = Inspection.objects.get()
    assert (row.status, row.finding) == (status, "核对无误。")


def test_not_passed_needs_a_finding(client):
    inspection = make_inspection(status=Status.ANSWERED)
    sign_in(client, "33")
    page = judge(client, inspection, "fail_inspection")
    assert page.context["form"].errors == {"finding": ["Say what was found: the provider must know what is wrong."]}
    assert Inspection.objects.get().status == Status.ANSWERED


def test_an_unanswered_inspection_cannot_be_passed(client):
    inspection = make_inspection(status=Status.OVERDUE)
    sign_in(client, "33")
    assert judge(client, inspection, "pass_inspection").context["form"].errors.keys() == {"verb"}
    judge(client, inspection, "fail_inspection", "未答复。")
    assert Inspection.objects.get().status == Status.NOT_PASSED


def test_the_second_of_two_officers_is_told(client):
    inspection = make_inspection(status=Status.ANSWERED)
    sign_in(client, "33")
    judge(client, inspection, "pass_inspection")
    page = judge(client, inspection, "fail_inspection", "太晚")
    assert page.status_code == 409
    assert "This is no longer possible" in page.text


def test_what_is_corrected_stands_beside_what_was_filed(client):
    provider = make_provider()
    inspection = make_inspection(make_entry(provider, description="旧的说明"))
    workflow.answer(inspection.pk, by=owner_of(provider), corrections={"description": "新的说明"}, remark="已改版")
    sign_in(client, "33")
    text = client.get(reverse("admin:inspections_inspection_change", args=[inspection.pk])).text
    for shown in ("旧的说明", "新的说明", "已改版"):
        assert shown in text


def test_what_is_corrected_stands_beside_what_is_on_file_when_it_is_judged(client):
    provider, officer = make_provider(), make_officer("33")
    entry = make_entry(provider, description="初次说明", client_name="初次名称")
    rows = []
    for day, said in (("2027-11-24T10:00+08:00", "第一次更正"), ("2028-11-24T10:00+08:00", "第二次更正")):
        with time_machine.travel(day):
            rows.append(make_inspection(entry))
            answer = {"description": said, "client_name": said}
            workflow.answer(rows[-1].pk, by=owner_of(provider), corrections=answer)
            if not rows[1:]:
                workflow.pass_inspection(rows[0].pk, by=officer)
    assert [before(client, officer, row) for row in rows] == [["初次说明", "初次名称"], ["第一次更正", "第一次更正"]]

    with time_machine.travel("2028-12-01T10:00+08:00"):
        correct(entry, {"client_name": "网信部门更正"}, by=officer)
        assert before(client, officer, rows[1]) == ["第一次更正", "网信部门更正"]
        workflow.pass_inspection(rows[1].pk, by=officer)
        assert before(client, officer, rows[1]) == ["第一次更正", "网信部门更正"]


def before(client, officer, row) -> list[str]:
    """Return what the officer's page shows as the text before each correction."""
    client.force_login(officer)
    page = client.get(reverse("admin:inspections_inspection_change", args=[row.pk]))
    return [correction.old for correction in page.context["corrections"]]


def test_a_name_that_is_taken_away_is_said_to_be_gone(client):
    provider = make_provider()
    inspection = make_inspection(make_entry(provider, client_name="存证宝"))
    workflow.answer(inspection.pk, by=owner_of(provider), corrections={"client_name": ""})
    sign_in(client, "33")
    text = client.get(reverse("admin:inspections_inspection_change", args=[inspection.pk])).text
    assert re.search(r"<ins>\s*<span class=\"visually-hidden\">Now: </span>\s*Not given\s*</ins>", text)


def test_the_answered_ones_come_first(client):
    answered, _open = make_inspection(status=Status.ANSWERED), make_inspection()
    sign_in(client, "33")
    page = client.get(reverse("admin:inspections_inspection_changelist"))
    assert [row.pk for row in page.context["page"].rows] == [answered.pk]


@pytest.mark.parametrize(("post", "status"), [(("44",), 404), (("00",), 403), (("33", AUDITOR), 403)])
def test_nobody_else_judges(client, post, status):
    inspection = make_inspection(status=Status.ANSWERED)
    sign_in(client, *post)
    assert judge(client, inspection, "pass_inspection").status_code == status
    assert Inspection.objects.get().status == Status.ANSWERED
