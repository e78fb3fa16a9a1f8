from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from filing_portal.terms.deadline import deadline
from filing_portal.terms.tests.test_strip import CALENDAR, DUE, START
from filing_portal.workdays.engine import Events, Length, reckon


def picture(today=date(2026, 10, 9), events=Events(START), length=Length(10), **shown):  # noqa: B008
    return deadline(reckon(events, length, CALENDAR), today, **shown)


def words(html):
    """Return the text as it is read, with single spaces."""
    return " ".join(html.split())


def rendered(shown, language="en", template="_deadline.html"):
    with override(language):
        return words(render_to_string(template, {"deadline": shown}))


def test_the_picture_counts_what_is_left():
    shown = picture()
    assert (shown.due_on, shown.left.number, shown.today_n, shown.left.tone) == (DUE, 3, 7, "warn")


@pytest.mark.parametrize(
    ("today", "left", "tone"),
    [
        (date(2026, 9, 22), 10, "ok"),
        (date(2026, 10, 8), 4, "warn"),
        (date(2026, 10, 13), 0, "bad"),
        (date(2026, 10, 15), -2, "bad"),
        (date(2026, 10, 17), -4, "bad"),
    ],
)
def test_the_tone_follows_the_working_days_left(today, left, tone):
    shown = picture(today)
    assert (shown.left.number, shown.left.tone) == (left, tone)


@pytest.mark.parametrize(
    ("start", "n", "calendar_days", "layout"),
    [
        (START, 10, 22, "row"),
        (date(2026, 3, 2), 17, 24, "row"),
        (date(2026, 3, 2), 20, 29, "rows"),
        (date(2026, 3, 3), 32, 45, "rows"),
        (date(2026, 3, 2), 32, 45, "rows"),
        (date(2026, 3, 2), 33, 46, "months"),
        (date(2026, 3, 2), 250, 362, "months"),
    ],
)
def test_a_term_of_more_than_45_days_is_laid_out_by_months(start, n, calendar_days, layout):
    shown = picture(start, events=Events(start), length=Length(n))
    assert (len(shown.lines), shown.layout) == (calendar_days, layout)


def test_a_month_has_a_heading_and_a_grid_of_its_own():
    html = rendered(picture(date(2026, 3, 9), events=Events(date(2026, 3, 2)), length=Length(33)))
    assert html.count('<ol class="bf-days">') == html.count('<div class="bf-month">') == 2
    assert "<h3>March 2026</h3>" in html
    assert "<h3>April 2026</h3>" in html
    assert "2026年3月" in rendered(
        picture(date(2026, 3, 9), events=Events(date(2026, 3, 2)), length=Length(33)), "zh-hans"
    )


def test_the_fragment_says_number_date_weekday_and_hour():
    html = rendered(picture(title="Time to file"))
    assert "3 working days left after today" in html
    assert "Deadline: Tuesday 13 October 2026, 24:00." in html
    assert "Today is working day 7." in html
    assert "2026-10-01 National Day, holiday" in html
    assert "2026-10-10 working day 8, make-up working day" in html
    assert "You were told" not in html
    assert "Provisional" not in html


def test_the_fragment_says_how_late_an_overdue_term_is():
    assert "1 working day over" in rendered(picture(date(2026, 10, 14)))


def test_in_chinese_the_cells_name_the_holidays():
    html = rendered(picture(), "zh-hans")
    assert html.count('<em aria-hidden="true">中秋</em>') == 3
    assert html.count('<em aria-hidden="true">国庆</em>') == 7
    assert html.count('<em aria-hidden="true">休</em>') == 1
    assert html.count("周六<span>班</span>") == 1


def test_a_told_day_that_is_kept_is_said_to_be_so():
    told = date(2026, 10, 15)
    shown = picture(events=Events(START, announced_on=told))
    assert (shown.due_on, shown.is_kept) == (told, True)
    assert (
        "You were told Thursday 15 October 2026; it holds although the calendar now gives Tuesday 13 October 2026."
    ) in rendered(shown)
    assert not picture(events=Events(START, announced_on=DUE)).is_kept
    assert not picture(events=Events(START, announced_on=told), length=Length(10, keeps_announced=False)).is_kept


def test_a_provisional_day_is_told_with_the_days_it_can_become():
    shown = picture(events=Events(date(2026, 12, 21)))
    assert (shown.is_provisional, shown.unpublished) == (True, "2027")
    assert (
        "Provisional: the holidays of 2027 are not published yet. It can still move: at the earliest to "
        "Thursday 31 December 2026, at the latest to Thursday 7 January 2027. Only a holiday given once, as on "
        "3 September 2015, could move it further."
    ) in rendered(shown)
    assert (
        "Provisional: the holidays of 2027 are not published yet. Until they are published, days off are weekends, "
        "the holidays fixed by law, and the next working days for holidays on a Saturday or Sunday.</p>"
    ) in rendered(shown, template="_deadline_how.html")


def test_chinese_sentences_follow_each_other_without_a_space():
    shown = picture(events=Events(date(2026, 12, 21)), basis="依据：《规定》。")
    html = rendered(shown, "zh-hans")
    assert [mark for mark in "。，：；）" if f"{mark} " in html.replace("> ", ">")] == []
    assert "尚未公布。该日期仍可能变动：最早为" in html


def test_the_key_explains_the_looks_that_occur_and_no_others():
    with override("en"):
        assert picture(date(2026, 9, 21), events=Events(START), length=Length(2)).key == [
            ("ahead", "Working day ahead"),
            ("due", "Deadline"),
        ]
        assert [look for look, _ in picture(date(2026, 10, 9)).key] == [
            "done",
            "today",
            "ahead",
            "makeup",
            "off",
            "due",
        ]
        assert picture(events=Events(date(2026, 12, 21))).key[-1] == ("due provisional", "Provisional deadline")
        assert picture(date(2026, 10, 16)).key[-1] == ("over", "Working day over")


def test_an_overdue_term_says_so_and_its_picture_reaches_today():
    shown = picture(date(2026, 10, 16))
    with override("en"):
        assert shown.until == "Overdue: the time ended on Tuesday 13 October 2026, 24:00."
    assert (shown.lines[-1].date, shown.in_order_of_counting[-1].date) == (date(2026, 10, 16), DUE)


def test_what_the_calculator_is_asked_ends_on_its_due_day():
    assert deadline(reckon(Events(START), Length(10), CALENDAR), date(2026, 10, 16), is_running=False).lines[-1].is_due


def test_in_chinese_a_weekday_stays_on_one_line():
    assert '2026年10月13日<span class="text-nowrap">（星期二）</span>24时' in rendered(picture(), "zh-hans")


def test_a_term_over_two_unpublished_years_names_both():
    assert picture(events=Events(date(2026, 12, 21)), length=Length(250)).unpublished == "2027–2028"


def test_a_backward_term_counts_back_from_the_planned_day():
    shown = picture(events=Events(date(2026, 10, 13)), length=Length(10, is_backward=True))
    assert (shown.due_on, shown.lines[0].date) == (START, START)
    assert [line.date for line in shown.in_order_of_counting] == [line.date for line in shown.lines][::-1]
    html = rendered(shown)
    assert "Today is working day" not in html
    assert "2026-09-22 working day 10 before, deadline" in html
    assert "10 working days back from Tuesday 13 October 2026" in html
    assert html.index("Tuesday 13 October 2026: planned day") < html.index("Tuesday 22 September 2026: working day 10")


def test_the_explanation_goes_day_by_day_from_the_start():
    html = rendered(picture(basis="Basis: article 11(1) of the Provisions."), template="_deadline_how.html")
    lines = html.split("<li>")[1:]
    assert lines[0].startswith("Tuesday 22 September 2026: starting day, not counted</li>")
    assert lines[3].startswith("Friday 25 September 2026: Mid-Autumn Festival, holiday</li>")
    assert lines[-1].startswith("Tuesday 13 October 2026: working day 10, deadline</li>")
    assert len(lines) == 22
    assert "Basis: article 11(1) of the Provisions." in html


def test_the_calculator_repeats_what_it_was_asked_and_says_what_the_day_means():
    forward = picture(title="File a new service")
    back = picture(date(2026, 12, 1), events=Events(date(2026, 10, 13)), length=Length(1, is_backward=True))
    with override("en"):
        assert forward.asked == "File a new service: 10 working days from Tuesday 22 September 2026"
        assert forward.worked_out == "What is done before the end of this day, Beijing time, is in time."
        assert back.asked == "1 working day back from Tuesday 13 October 2026"
        assert back.worked_out == (
            "This is the last lawful day: what is done before its end is in time. This day has passed."
        )


@pytest.mark.parametrize(
    ("start", "notices", "said"),
    [
        (START, ["a notice"], " Holidays and make-up working days of this term are those of:"),
        (START, [], " No holiday notice arranges a day of this term."),
        (date(2026, 12, 21), [], ""),
    ],
)
def test_the_version_stands_with_whether_a_notice_arranges_a_day(start, notices, said):
    with override("en"):
        counted_by = picture(events=Events(start), notices=notices).counted_by
    assert counted_by == f"Counted by version  of the calendar of working days.{said}"
