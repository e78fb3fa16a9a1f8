from datetime import date

import pytest

from filing_portal.tests.factories import make_filing, make_officer
from filing_portal.workdays import workflow
from filing_portal.workdays.calendar import Arranged
from filing_portal.workdays.models import Recomputation, Term
from filings.models import Filing

pytestmark = pytest.mark.django_db


def administrator():
    return make_officer("00", "system_administrator")


def release(*days, year=2026):
    """A notice of these days is prepared by one officer and released by another."""
    facts = {"number": "国办发明电〔2026〕1号", "title": "通知", "published_on": date(2026, 3, 1), "address": "https://x.cn/"}
    notice = workflow.prepare_notice(year, [Arranged(*day) for day in days], **facts, by=administrator())
    return workflow.release_notice(notice.pk, by=administrator(), seen=workflow.calendar().version)


def test_a_release_moves_the_open_terms_and_their_copies():
    filing = make_filing(status="submitted")
    before = filing.due_on
    workflow.restart(filing.term_id, date(2026, 12, 1))
    Filing.objects.filter(pk=filing.pk).update(due_on=Term.objects.get(pk=filing.term_id).due_on)
    notice = release((date(2026, 12, 2), "holiday", "元旦"))
    assert workflow.calendar().version == notice.code == "2026-2"
    run = Recomputation.objects.get()
    workflow.recompute(run.pk)
    run.refresh_from_db()
    assert run.finished_at
    filing.refresh_from_db()
    print(before, filing.due_on, run.open_terms, run.moved, list(run.shifts.values()))
    assert filing.due_on == Term.objects.get(pk=filing.term_id).due_on == workflow.calendar().add(date(2026, 12, 1), 20)


def test_effect():
    filing = make_filing(status="submitted")
    workflow.restart(filing.term_id, date(2026, 12, 1))
    effect = workflow.effect(workflow.calendar_with([Arranged(date(2026, 12, 2), "holiday", "元旦")], 2026))
    assert (effect.open_terms, effect.moving, effect.groups) == (1, 1, [("decide", 1, 1)])
