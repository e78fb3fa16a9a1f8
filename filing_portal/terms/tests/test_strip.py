from datetime import date, timedelta

import pytest
from django.utils.translation import override

from filing_portal.terms.strip import months_of, strip, strip_to_today
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


def test_the_strip_of_a_running_term_that_is_over_reaches_today():
    shown = strip_to_today(reckon(Events(START), Length(10), CALENDAR), date(2026, 10, 19))
    after = [line for line in shown if line.is_after]
    with override("en"):
        assert [(line.date.day, line.over, line.mark, line.words, line.css) for line in after] == [
            (14, 1, "+1", "1 working day over", "over"),
            (15, 2, "+2", "2 working days over", "over"),
            (16, 3, "+3", "3 working days over", "over"),
            (17, None, "Off", "weekend", "off"),
            (18, None, "Off", "weekend", "off"),
            (19, 4, "Today", "4 working days over, today", "today"),
        ]


def test_the_strip_ends_on_the_due_day_while_the_term_runs_and_long_after():
    for today in (date(2026, 10, 9), DUE, DUE + timedelta(days=367)):
        assert strip_to_today(reckon(Events(START), Length(10), CALENDAR), today)[-1].date == DUE


def test_days_after_a_planned_day_are_not_counted():
    term = reckon(Events(DUE), Length(10, is_backward=True), CALENDAR)
    after = [line for line in strip_to_today(term, date(2026, 10, 15)) if line.is_after]
    assert [(line.date.day, line.n, line.over) for line in after] == [(14, None, None), (15, None, None)]


def test_a_provisional_due_day_looks_and_reads_unlike_a_certain_one():
    provisional = days(events=Events(date(2026, 12, 21)))[-1]
    with override("en"):
        assert (provisional.css, provisional.words) == ("due provisional", "working day 10, provisional deadline")
    assert days()[-1].css == "due"


def test_a_day_that_was_told_later_is_the_last_one_shown():
    shown = days(events=Events(START, announced_on=date(2026, 10, 17)))
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


FORWARD = {
    START: ("starting day, not counted", "Start"),
    date(2026, 9, 23): ("working day 1", "Day 1"),
    date(2026, 9, 26): ("Mid-Autumn Festival, holiday", "Hol."),
    date(2026, 10, 9): ("working day 7, today", "Today"),
    date(2026, 10, 10): ("working day 8, make-up working day", "Day 8"),
    date(2026, 10, 11): ("weekend", "Off"),
    DUE: ("working day 10, deadline", "Due"),
}
BACKWARD = {
    DUE: ("planned day, not counted", "Plan"),
    date(2026, 10, 12): ("working day 1 before", "−1"),
    date(2026, 10, 10): ("working day 2 before, make-up working day", "−2"),
    START: ("working day 10 before, deadline", "Due"),
}


@pytest.mark.parametrize("day", FORWARD)
def test_each_day_is_said_in_words_and_in_its_cell(day):
    shown = day_of(days(), day)
    with override("en"):
        assert (shown.words, shown.mark) == FORWARD[day]


@pytest.mark.parametrize("day", BACKWARD)
def test_the_days_of_a_backward_term_are_counted_before_the_planned_day(day):
    shown = day_of(days(events=Events(DUE), length=Length(10, is_backward=True)), day)
    with override("en"):
        assert (shown.words, shown.mark) == BACKWARD[day]


def test_a_day_both_due_and_today_is_said_to_be_due_and_a_rest_day_can_be_today():
    with override("en"):
        assert day_of(days(today=DUE), DUE).words == "working day 10, deadline"
        assert day_of(days(today=date(2026, 10, 11)), date(2026, 10, 11)).words == "weekend, today"


def test_a_holiday_without_a_name_is_a_holiday_and_a_number_of_three_digits_stands_alone():
    calendar = Calendar.from_days([Arranged(date(2026, 3, 2), "holiday", "")], 2026)
    shown = strip(reckon(Events(date(2026, 3, 1)), Length(101), calendar), START)
    with override("en"):
        assert (shown[1].words, shown[1].mark) == ("holiday", "Hol.")
        assert [day.mark for day in shown if day.n in (99, 100)] == ["Day 99", "100"]


def test_the_sign_of_a_make_up_day_stands_in_chinese_only():
    made_up = day_of(days(), date(2026, 10, 10))
    signs = {}
    for language in ("en", "zh-hans"):
        with override(language):
            signs[language] = (made_up.has_make_up_sign, day_of(days(), DUE).has_make_up_sign)
    assert signs == {"en": (False, False), "zh-hans": (True, False)}
