from datetime import date, timedelta

import pytest
import time_machine

from filing_portal.letters.models import Letter
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.models import Recomputation
from filing_portal.terms.workflow import office_letters
from filing_portal.terms.workflow.shifts import runs_to_notify
from filing_portal.tests.factories import make_filing, make_officer, make_provider, make_user
from filing_portal.tests.releases import TITLE, release_limit, release_notice
from reviews import tasks
from reviews.workflow import accept

pytestmark = pytest.mark.django_db

HOLIDAY = "holiday"


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


def a_case(day="2026-11-16", province="11", **answers):
    """Return a submitted case; of the 16th, it is to be decided by Monday 14 December 2026."""
    with at(f"{day}T10:00"):
        return make_filing(make_provider(province=province), "submitted", started_on=date(2026, 11, 12), **answers)


def remind_on(day, clock="09:00"):
    with at(f"{day}T{clock}"):
        tasks.remind()


def sent(kind, user=None):
    found = Letter.objects.filter(kind=kind).order_by("pk")
    return list(found.filter(to=user) if user else found)


def test_a_reviewer_has_one_letter_a_day_that_names_each_case_once_for_a_stage():
    officer = make_officer("11", language="en")
    cases = {case.reference: case for case in (a_case(), a_case(), a_case("2026-11-18"))}
    told = {}
    for number in range(40):
        day = date(2026, 11, 18) + timedelta(days=number)
        before = len(sent("cases_due"))
        remind_on(day, "08:00")
        remind_on(day)
        if letters := sent("cases_due", officer)[before:]:
            [letter] = letters
            told[day.isoformat()] = [ref for ref in cases if ref in letter.body]
    one, two, three = cases
    assert told == {
        "2026-12-09": [one, two],
        "2026-12-11": [one, two, three],
        "2026-12-14": [one, two],
        "2026-12-15": [three],
        "2026-12-16": [three],
    }


def test_the_letter_names_case_service_and_day_and_leads_to_the_queue():
    officer = make_officer("11", language="en")
    one = a_case(service_name="链证")
    two = a_case("2026-11-18", service_name="存链")
    remind_on("2026-12-11")
    [letter] = sent("cases_due")
    assert (letter.to, letter.subject) == (officer, "2 cases of your office end soon")
    lines = letter.body.splitlines()
    assert lines[4:6] == [
        f"- {one.reference} “链证”: Monday 14 December 2026, 24:00 (1 working day left)",
        f"- {two.reference} “存链”: Wednesday 16 December 2026, 24:00 (3 working days left)",
    ]
    assert letter.url == "/console/filings/filing/?show=due"
    assert lines[7].endswith("/console/filings/filing/?show=due")


def test_only_reviewers_of_the_office_who_can_sign_in_are_told():
    closed = make_officer("11")
    closed.is_active = False
    closed.save()
    for province, role in (("44", "reviewer"), ("11", "auditor"), ("00", "reviewer"), ("00", "system_administrator")):
        make_officer(province, role)
    reviewer = make_officer("11", language="zh-hans")
    case = a_case(service_name="链证")
    remind_on("2026-12-14")
    [letter] = sent("cases_due")
    assert (letter.to, letter.subject) == (reviewer, "本网信办有1件备案申请即将到期")
    assert f"{case.reference}“链证”：" in letter.body
    assert "今天是最后一日" in letter.body


def test_what_was_decided_is_not_named():
    officer = make_officer("11")
    case = a_case()
    with at("2026-12-08T10:00"):
        accept(case.pk, 1, by=officer)
    remind_on("2026-12-09")
    assert sent("cases_due") == []


def test_a_missed_day_is_caught_up_with_the_true_days_left():
    make_officer("11", language="en")
    a_case(service_name="链证")
    remind_on("2026-12-08")
    remind_on("2026-12-10")
    [letter] = sent("cases_due")
    assert "(2 working days left)" in letter.body
    remind_on("2026-12-17")
    assert "(3 working days over)" in sent("cases_due")[-1].body


def test_a_round_cut_short_leaves_no_half_of_its_letters(monkeypatch):
    make_officer("11")
    a_case()
    monkeypatch.setattr(office_letters, "post", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remind_on("2026-12-09")
    monkeypatch.undo()
    assert not ScheduleRun.objects.filter(name="reminders-cases").exists()
    remind_on("2026-12-10")
    assert len(sent("cases_due")) == 0  # no day before it is known to have been missed
    remind_on("2026-12-11")
    assert len(sent("cases_due")) == 1


def test_a_long_list_ends_and_says_how_many_more(monkeypatch):
    monkeypatch.setattr(office_letters, "MOST_NAMED", 1)
    make_officer("11", language="en")
    a_case()
    a_case()
    remind_on("2026-12-14")
    assert "And 1 more case: see the queue." in sent("cases_due")[0].body


def test_after_a_release_each_reviewer_has_one_letter_with_how_many_cases_moved():
    officer, other = make_officer("11", language="en"), make_officer("44", language="en")
    a_case()
    a_case()
    a_case(province="44")
    a_case("2026-11-23")
    with at("2026-11-24T10:00"):
        make_filing(make_provider(province="44"))  # a draft is nothing to the office
        release_notice((date(2026, 12, 2), HOLIDAY))
        tasks.notify_moved()
        tasks.notify_moved()
    [mine], [theirs] = sent("cases_moved", officer), sent("cases_moved", other)
    assert mine.subject == "3 open cases of your office have new due days"
    assert theirs.subject == "1 open case of your office has a new due day"
    assert f"“{TITLE}”" in mine.body
    assert mine.url == "/console/filings/filing/"


def test_the_letter_names_the_first_moved_cases_with_the_day_before(monkeypatch):
    monkeypatch.setattr(office_letters, "MOST_NAMED", 1)
    officer, reader = make_officer("11", language="en"), make_officer("11", language="zh-hans")
    first = a_case(service_name="链证")
    a_case("2026-11-18")
    with at("2026-11-24T10:00"):
        release_notice((date(2026, 12, 2), HOLIDAY))
        tasks.notify_moved()
    [letter], [chinese] = sent("cases_moved", officer), sent("cases_moved", reader)
    day, before = "Tuesday 15 December 2026", "Monday 14 December 2026"
    assert letter.body.splitlines()[4:7] == [
        f"- {first.reference} “链证”: {day}, 24:00 (before: {before})",
        "And 1 more case: see the queue.",
        "",
    ]
    said = f"- {first.reference}“链证”：2026年12月15日（星期二）24时（此前为2026年12月14日（星期一））"
    assert said in chinese.body.splitlines()


def test_the_office_is_told_as_well_of_what_it_gave_back_for_correction():
    reader = make_officer("11", language="en")
    with at("2026-11-24T10:00"):
        returned = make_filing(make_provider(province="11"), "returned")
        release_limit("correct", 15)
        tasks.notify_moved()
    [letter] = sent("cases_moved", reader)
    assert letter.subject == "1 open case of your office has a new due day"
    assert returned.reference in letter.body


def test_where_no_case_moved_no_officer_is_told():
    make_officer("11")
    a_case()
    with at("2026-11-24T10:00"):
        release_limit("correct", 15)
        tasks.notify_moved()
    assert sent("cases_moved") == []
    assert runs_to_notify(tasks.CASES.moved) == []


def test_the_letter_waits_for_the_end_of_the_recomputation():
    make_officer("11")
    a_case()
    with at("2026-11-24T10:00"):
        notice = release_notice((date(2026, 12, 2), HOLIDAY))
        Recomputation.objects.filter(notice=notice).update(finished_at=None)
        tasks.notify_moved()
        assert sent("cases_moved") == []
        Recomputation.objects.filter(notice=notice).update(finished_at=notice.released_at)
        tasks.notify_moved()
    assert len(sent("cases_moved")) == 1


def test_letters_of_the_console_lead_to_it_in_every_language():
    for language in ("en", "zh-hans"):
        make_officer("11", language=language)
    a_case()
    remind_on("2026-12-14")
    assert {letter.url for letter in sent("cases_due")} == {"/console/filings/filing/?show=due"}
    assert make_user(language="en").letters.count() == 0
