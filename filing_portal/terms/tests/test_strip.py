from datetime import date, timedelta

import pytest
from django.utils.translation import override

from filing_portal.terms.strip import months_of, strip
from filing_portal.workdays.calendar import Arranged, Calendar
from filing_portal.workdays.engine import Events, Length, reckon

START = date(2026, 9, 22)
DUE = date(2026, 10, 13)
ARRANGED = [
    *(Arranged(date(2026, 9, day), "holiday", "中秋节") for day in (25, 26, 27)),
    *(Arranged(date(2026, 10, day), "holiday", "国庆节") for day in range(1, 8)),
    Arranged(date(2026, 9, 20), "make-up", "国庆节"),
    Arranged(date(2026, 10, 10), "make-up", "国庆节"),
]
CALENDAR = Calendar.from_days(ARRANGED, 2026)


def days(today=date(2026, 10, 9), events=None, length=None):
    return strip(reckon(events or Events(START), length or Length(10), CALENDAR), today)


def day_of(shown, day):
    return next(line for line in shown if line.date == day)


def test_the_strip_runs_from_the_start_to_the_due_day():
    shown = days()
    assert (shown[0].date, shown[-1].date, len(shown)) == (START, DUE, 22)
    assert [line.n for line in shown if line.counts] == list(range(1, 11))


def test_each_day_says_what_it_is():
    shown = days()
    assert day_of(shown, START).css == "dow2 start"
    assert day_of(shown, date(2026, 9, 28)).css == "done"
    assert day_of(shown, date(2026, 10, 1)).css == "dow4 off"
    assert day_of(shown, date(2026, 10, 2)).css == "off"
    assert day_of(shown, date(2026, 10, 9)).css == "today"
    assert day_of(shown, date(2026, 10, 10)).css == "makeup"
    assert day_of(shown, DUE).css == "due"


def test_a_backward_term_is_shown_by_date_as_well():
    shown = days(events=Events(date(2026, 10, 13)), length=Length(10, is_backward=True))
    assert [line.date for line in shown] == [START - timedelta(days=1) + timedelta(days=n) for n in range(1, 23)]
    assert (shown[0].is_due, shown[0].n, shown[-1].is_start, shown[-1].n) == (True, 10, True, None)


def test_a_day_that_was_told_later_is_the_last_one_shown():
    shown = days(events=Events(START, told_on=date(2026, 10, 17)))
    assert (shown[-1].date, shown[-1].is_due, shown[-1].counts) == (date(2026, 10, 17), True, False)


@pytest.mark.parametrize(
    ("name", "long", "in_english", "in_chinese"),
    [
        ("国庆节", "National Day", "Hol.", "国庆"),
        ("劳动节", "Labour Day", "Hol.", "五一"),
        ("国庆节、中秋节", "National Day, Mid-Autumn Festival", "Hol.", "国庆"),
        ("抗战胜利纪念日", "抗战胜利纪念日", "Hol.", "休"),
        ("", "", "Hol.", "休"),
    ],
)
def test_a_holiday_is_named_in_full_and_in_a_cell(name, long, in_english, in_chinese):
    calendar = Calendar.from_days([Arranged(date(2026, 3, 2), "holiday", name)], 2026)
    day = strip(reckon(Events(date(2026, 3, 1)), Length(1), calendar), START)[1]
    with override("en"):
        assert (day.holiday, day.short_holiday) == (long, in_english)
    with override("zh-hans"):
        assert day.short_holiday == in_chinese


def test_the_days_of_a_long_term_stand_month_by_month():
    shown = months_of(days())
    assert [(month.first, len(month.days)) for month in shown] == [(date(2026, 9, 1), 9), (date(2026, 10, 1), 13)]
