from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from filing_portal.terms import workflow
from filing_portal.terms.duties import Action
from filing_portal.terms.models import Limit
from filing_portal.terms.picture import basis, notices_behind, picture, pictured
from filing_portal.workdays.engine import Events, Length, reckon

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 9)


def test_a_running_term_is_pictured_as_the_engine_reckons_it():
    term = workflow.start("file", date(2026, 9, 22))
    shown = picture(term, "Time to file", TODAY, Action("/go/", "Go"))
    assert (shown.due_on, shown.working_days, shown.left.number) == (date(2026, 10, 13), 10, 3)
    assert (shown.title, shown.reckoning.calendar.version, shown.action) == ("Time to file", "2026-1", ("/go/", "Go"))


def test_a_length_of_its_own_is_counted():
    shown = picture(workflow.start("inspect", date(2026, 9, 22), working_days=3), "", TODAY)
    assert (shown.working_days, shown.due_on) == (3, date(2026, 9, 28))


def test_a_deregistration_is_pictured_backwards():
    shown = picture(workflow.start("deregister", date(2026, 11, 30)), "", TODAY)
    assert (shown.is_backward, shown.lines[0].date, shown.lines[-1].date) == (True, shown.due_on, date(2026, 11, 30))
    assert shown.lines[0].n == 30


def test_a_told_day_is_kept():
    term = workflow.start("file", date(2026, 9, 22))
    term.announced_on = date(2026, 10, 15)
    shown = picture(term, "", TODAY)
    assert (shown.due_on, shown.reckoning.computed_on, shown.is_kept) == (date(2026, 10, 15), date(2026, 10, 13), True)


def test_the_authoritys_own_day_moves_both_ways():
    term = workflow.start("decide", date(2026, 9, 22))
    term.announced_on = date(2026, 12, 1)
    assert not picture(term, "", TODAY).is_kept


@pytest.mark.parametrize(
    ("start", "n", "codes"),
    [
        (date(2026, 9, 22), 10, ["2026-1"]),
        (date(2026, 3, 2), 5, []),
        (date(2025, 12, 20), 20, ["2026-1"]),
        (date(2019, 4, 25), 5, ["2019-2"]),
        (date(2019, 4, 3), 20, ["2019-1", "2019-2"]),
        (date(2027, 1, 29), 10, []),
    ],
)
def test_the_notices_are_those_that_arrange_days_of_the_term(start, n, codes):
    reckoning = reckon(Events(start), Length(n), workflow.calendar())
    assert [notice.code for notice in notices_behind(reckoning)] == codes


def test_the_explanation_cites_number_and_address_of_the_notice():
    term = workflow.start("file", date(2026, 9, 22))
    with override("en"):
        html = render_to_string("_deadline_how.html", {"deadline": picture(term, "", TODAY)})
    notice = notices_behind(picture(term, "", TODAY).reckoning)[0]
    assert f'href="{notice.address}"' in html
    assert f"{notice.title}</a>" in html
    assert notice.number
    assert notice.number in html
    assert "Counted by version 2026-1 of the calendar of working days." in html
    assert "Basis: article 11(1) of the Provisions." in html


@pytest.mark.parametrize(("start", "questions"), [(date(2026, 9, 22), 2), (date(2026, 3, 2), 1)])
def test_a_picture_asks_once_for_the_calendar_and_once_for_notices(start, questions, django_assert_num_queries):
    term = workflow.start("file", start)
    with django_assert_num_queries(questions):
        picture(term, "", TODAY)


@pytest.mark.parametrize(
    ("code", "in_english", "in_chinese"),
    [
        ("file", "Basis: article 11(1) of the Provisions.", "依据：《区块链信息服务管理规定》第十一条第一款。"),
        ("correct", "This time limit is set by the authority (policy).", "本期限由网信部门规定（非法定）。"),
        (
            "inspect",
            "Basis: article 14 of the Provisions; the authority sets how long the time is (policy).",
            "依据：《区块链信息服务管理规定》第十四条；期限长短由网信部门规定（非法定）。",
        ),
    ],
)
def test_the_basis_is_an_article_or_policy(code, in_english, in_chinese):
    limit = Limit.objects.get(code=code)
    with override("en"):
        assert basis(limit) == in_english
    with override("zh-hans"):
        assert basis(limit) == in_chinese


def test_a_term_without_a_row_is_pictured_too():
    shown = pictured(reckon(Events(date(2026, 9, 22)), Length(10), workflow.calendar()), TODAY)
    assert (shown.title, shown.basis, len(shown.notices)) == ("", "", 1)
