from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from filing_portal.workdays.calendar import Arranged, Calendar
from filing_portal.workdays.deadline import deadline

START = date(2026, 9, 22)
DUE = date(2026, 10, 13)
ARRANGED = [
    *(Arranged(date(2026, 9, day), "holiday", "中秋节") for day in (25, 26, 27)),
    *(Arranged(date(2026, 10, day), "holiday", "国庆节") for day in range(1, 8)),
    Arranged(date(2026, 9, 20), "make-up", "国庆节"),
    Arranged(date(2026, 10, 10), "make-up", "国庆节"),
]


def picture(today, **changes):
    return deadline(Calendar.from_days(ARRANGED, 2026), START, 10, today, **changes)


def line(shown, day):
    return next(line for line in shown.lines if line.date == day)


def test_the_strip_runs_from_the_start_to_the_due_day():
    shown = picture(date(2026, 10, 9))
    assert (shown.lines[0].date, shown.lines[-1].date, len(shown.lines)) == (START, DUE, 22)
    assert [line.n for line in shown.lines if line.counts] == list(range(1, 11))
    assert (shown.number_left, shown.today_n, shown.tone) == (3, 7, "soon")


def test_each_day_says_what_it_is():
    shown = picture(date(2026, 10, 9))
    assert line(shown, START).css == "dow2 start"
    assert line(shown, date(2026, 9, 28)).css == "dow1 done"
    assert line(shown, date(2026, 10, 1)).css == "off"
    assert line(shown, date(2026, 10, 9)).css == "today"
    assert line(shown, date(2026, 10, 10)).css == "makeup"
    assert line(shown, DUE).css == "due"


@pytest.mark.parametrize(
    ("today", "left", "tone"),
    [
        (date(2026, 9, 22), 10, "calm"),
        (date(2026, 10, 8), 4, "soon"),
        (date(2026, 10, 13), 0, "late"),
        (date(2026, 10, 15), -2, "late"),
        (date(2026, 10, 17), -4, "late"),
    ],
)
def test_the_tone_follows_the_working_days_left(today, left, tone):
    shown = picture(today)
    assert (shown.number_left, shown.tone) == (left, tone)


def test_a_day_that_was_told_later_than_computed_is_shown():
    shown = picture(date(2026, 10, 9), due_on=date(2026, 10, 17))
    assert shown.lines[-1].date == date(2026, 10, 17)
    assert shown.lines[-1].is_due


def test_the_fragment_says_number_date_weekday_and_hour():
    with override("en"):
        html = render_to_string("_deadline.html", {"deadline": picture(date(2026, 10, 9), title="Time to file")})
    assert "3 working days left after today" in html
    assert "Deadline: Tuesday 13 October 2026, 24:00." in html
    assert "Today is working day 7." in html
    assert "2026-10-01 National Day, holiday" in html
    assert "2026-10-10 working day 8, make-up working day" in html


def test_the_fragment_says_how_late_an_overdue_term_is():
    with override("en"):
        html = render_to_string("_deadline.html", {"deadline": picture(date(2026, 10, 14))})
    assert "1 working day overdue" in html
