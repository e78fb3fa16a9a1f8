from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.admin.effects import moved
from filing_portal.terms.models import Audit, Notice, Recomputation, Term
from filing_portal.tests.factories import make_officer
from filing_portal.workdays import notice_table as tables
from filing_portal.workdays.calendar import Arranged
from filing_portal.workdays.tests.notices import NOTICE_2027

pytestmark = pytest.mark.django_db


def sign_in(client, *post, language="en"):
    officer = make_officer(*post, language=language)
    client.force_login(officer)
    return officer


def release(*days, year=2026):
    """Release a notice of these days; return its recomputation, which waits."""
    by = [make_officer("00", SYSTEM_ADMINISTRATOR) for _eye in range(2)]
    facts: dict[str, Any] = {
        "number": "国办发明电〔2026〕9号",
        "title": "通知",
        "published_on": date(2026, 11, 2),
        "address": "https://www.gov.cn/",
    }
    notice = workflow.prepare_notice(year, [Arranged(*day) for day in days], **facts, by=by[0])
    workflow.release_notice(notice.pk, by=by[1])
    return Recomputation.objects.get()


def page_of(client, row, **query):
    return client.get(reverse(f"admin:terms_{row._meta.model_name}_change", args=[row.pk]), query)


def cells(table):
    return [[strip_tags(cell) for _header, cell in row] for row in table.rows]


@pytest.mark.parametrize("role", [REVIEWER, AUDITOR, SYSTEM_ADMINISTRATOR])
def test_every_officer_reads_what_a_release_has_moved(client, role):
    term = workflow.start("decide", date(2026, 12, 1))
    run = release((date(2026, 12, 2), "holiday", "元旦"))
    workflow.recompute(run.pk)
    sign_in(client, "33", role)
    assert "Finished" in client.get("/console/workdays/recomputation/").text
    page = page_of(client, run)
    after = Term.objects.get(pk=term.pk).due_on
    assert cells(page.context["table"]) == [
        [
            str(term.pk),
            "T4, T5 Decide on a filing",
            "2026-12-01",
            term.due_on.isoformat(),
            after.isoformat(),
            "1 working day later",
        ]
    ]
    assert "Reload" not in page.text


def test_a_run_that_waits_or_runs_says_so_and_offers_to_reload(client):
    run = release((date(2026, 12, 2), "holiday", "元旦"))
    sign_in(client, "33")
    page = page_of(client, run)
    assert "It waits for the worker, which begins within seconds." in page.text
    assert "No due day has moved so far." in page.text
    Recomputation.objects.update(reached=100_000, open_terms=4286, done=1200)
    page = page_of(client, run)
    assert "Running: 1,200 of 4,286 open terms looked at." in page.text
    assert f'href="{reverse("admin:terms_recomputation_change", args=[run.pk])}"' in page.text
    assert "Running" in client.get("/console/workdays/recomputation/").text


def test_the_moved_terms_are_paged_by_keyset(client):
    terms = [workflow.start("decide", date(2026, 12, 1)) for _number in range(53)]
    run = release((date(2026, 12, 2), "holiday", "元旦"))
    workflow.recompute(run.pk)
    sign_in(client, "33")
    first = page_of(client, run).context["page"]
    assert len(first.rows) == 50
    assert first.next_url == f"?after={terms[49].pk}"
    second = page_of(client, run, after=terms[49].pk).context["page"]
    assert [shift.term_id for shift in second.rows] == [term.pk for term in terms[50:]]
    assert page_of(client, run, after="x").status_code == 404


def test_an_audit_shows_what_differs(client):
    term = workflow.start("decide", date(2026, 12, 1))
    Term.objects.filter(pk=term.pk).update(due_on=date(2026, 12, 30))
    audit = workflow.audit(date(2026, 11, 23))
    sign_in(client, "33")
    assert "Some differ" in client.get("/console/workdays/audit/").text
    page = page_of(client, audit)
    assert cells(page.context["table"]) == [[str(term.pk), "30 December 2026", f"{term.due_on:%-d %B %Y}"]]


def test_an_audit_without_a_difference_says_so(client):
    audit = workflow.audit(date(2026, 11, 23))
    sign_in(client, "33")
    assert "All agree" in client.get("/console/workdays/audit/").text
    assert "No term differs: every due day on record was confirmed." in page_of(client, audit).text


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (1, "1 working day later"),
        (3, "3 working days later"),
        (-1, "1 working day earlier"),
        (-2, "2 working days earlier"),
        (0, "Over rest days only"),
    ],
)
def test_how_far_a_day_moves_is_said_in_words(by, words):
    with override("en"):
        assert moved(by) == words


PAGES = ["/console/", "/console/workdays/day/", "/console/workdays/notice/"]
MISSING = "The notice for 2027 is not in the calendar yet: every due day after 24 December 2026 is provisional."


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("now", "tone"),
    [("2026-09-30", None), ("2026-10-01", "bf-bar"), ("2026-11-30", "bf-bar"), ("2026-12-01", "bf-bar is-bad")],
)
def test_the_console_warns_from_october_and_is_red_from_december(client, path, now, tone):
    with time_machine.travel(f"{now}T08:00+08:00"):
        sign_in(client, "33", REVIEWER)
        page = client.get(path).text
    assert (MISSING in page) == (tone is not None)
    assert page.count(f'<div class="{tone}" role="note">') == (tone is not None)


def test_who_may_import_is_led_there_and_others_are_told_who_does(client):
    with time_machine.travel("2026-10-05T08:00+08:00"):
        sign_in(client, "00", SYSTEM_ADMINISTRATOR)
        page = client.get("/console/").text
        assert "Import it as soon as it is published, and have a second officer release it." in page
        assert 'href="/console/workdays/notice/import/"' in page
        sign_in(client, "33", SYSTEM_ADMINISTRATOR)
        page = client.get("/console/").text
        assert "A system administrator of the national office imports it as soon as it is published." in page
        assert 'href="/console/workdays/notice/import/"' not in page


def test_once_the_notice_is_released_nothing_is_missing(client):
    with time_machine.travel("2026-12-05T08:00+08:00"):
        release(*tables.read(NOTICE_2027, 2027, workflow.calendar()), year=2027)
        sign_in(client, "33")
        assert "is not in the calendar yet" not in client.get("/console/").text


def test_audits_are_listed_newest_first(client):
    notice = Notice.objects.get(code="2026-1")
    for night in (date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 22)):
        Audit.objects.create(slot=night, notice=notice, terms=1, differences=0)
    sign_in(client, "33")
    rows = client.get("/console/workdays/audit/").context["page"].rows
    assert [row.slot.day for row in rows] == [23, 22, 21]
