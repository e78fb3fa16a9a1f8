from datetime import date

import pytest
from django.utils.translation import override

from filing_portal.terms.days_left import DaysLeft, days_left
from filing_portal.workdays.calendar import Calendar

CALENDAR = Calendar.from_days([], 2026)
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("today", "number", "in_short", "tone", "width"),
    [
        (date(2026, 2, 6), 20, "20 working days left", "ok", 0),
        (date(2026, 2, 27), 5, "5 working days left", "ok", 48),
        (date(2026, 3, 2), 4, "4 working days left", "warn", 51),
        (date(2026, 3, 5), 1, "1 working day left", "warn", 60),
        (FRIDAY, 0, "Due today", "bad", 64),
        (date(2026, 3, 7), -1, "1 working day over", "bad", 64),
        (date(2026, 3, 9), -1, "1 working day over", "bad", 64),
        (date(2026, 3, 10), -2, "2 working days over", "bad", 64),
    ],
)
def test_what_is_left_of_twenty_working_days(today, number, in_short, tone, width):
    left = days_left(FRIDAY, today, CALENDAR, 20)
    with override("en"):
        assert (left.number, left.in_short, left.tone, left.width) == (number, in_short, tone, width)


TWO_LEFT, ONE_LEFT, ON_THE_DAY = date(2026, 3, 4), date(2026, 3, 5), FRIDAY
ONE_OVER, TWO_OVER = date(2026, 3, 9), date(2026, 3, 10)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (
            "in_words",
            [
                "2 working days left after today",
                "1 working day left after today",
                "Due today",
                "1 working day over",
                "2 working days over",
            ],
        ),
        (
            "in_a_sentence",
            [
                "2 working days left after today.",
                "1 working day left after today.",
                "Due today.",
                "1 working day over.",
                "2 working days over.",
            ],
        ),
        (
            "in_a_letter",
            [
                "2 working days left",
                "1 working day left",
                "today is the last day",
                "1 working day over",
                "2 working days over",
            ],
        ),
        (
            "in_short",
            [
                "2 working days left",
                "1 working day left",
                "Due today",
                "1 working day over",
                "2 working days over",
            ],
        ),
    ],
)
def test_each_place_has_its_own_words_for_the_same_days(where, said):
    days = (TWO_LEFT, ONE_LEFT, ON_THE_DAY, ONE_OVER, TWO_OVER)
    with override("en"):
        assert [getattr(days_left(FRIDAY, today, CALENDAR), where) for today in days] == said


@pytest.mark.parametrize("where", ["in_words", "in_a_sentence", "in_a_letter", "in_short"])
def test_in_chinese_every_count_names_working_days_and_one_word_what_is_over(where):
    """In law 日 alone is a calendar day."""
    with override("zh-hans"):
        left, over = (getattr(days_left(FRIDAY, today, CALENDAR), where) for today in (TWO_LEFT, TWO_OVER))
    assert (left.count("2个工作日"), over.count("逾期2个工作日"), "超期" in over) == (1, 1, False)


def test_a_told_day_that_became_a_rest_day_is_not_due_before_it_has_come():
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    with override("en"):
        before, on = (days_left(sunday, today, CALENDAR, 10) for today in (saturday, sunday))
        assert (before.in_short, before.tone, on.in_short, on.tone) == (
            "No working day left",
            "warn",
            "Due today",
            "bad",
        )
        assert before.in_a_letter == "no working day left"
        assert (before.in_words, before.in_a_sentence) == (
            "0 working days left after today",
            "0 working days left after today.",
        )


def test_without_a_length_the_bar_is_empty_until_it_is_full():
    assert [DaysLeft(FRIDAY, today, number).width for today, number in ((TWO_LEFT, 2), (FRIDAY, 0))] == [0, 64]
