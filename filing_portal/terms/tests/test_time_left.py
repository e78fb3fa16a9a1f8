from datetime import date

import pytest
from django.utils.translation import override

from filing_portal.terms.time_left import time_left
from filing_portal.workdays.calendar import Calendar

CALENDAR = Calendar.from_days([], 2026)
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("today", "text", "tone", "width"),
    [
        (date(2026, 2, 6), "20 left", "ok", 0),
        (date(2026, 2, 27), "5 left", "ok", 48),
        (date(2026, 3, 2), "4 left", "warn", 51),
        (date(2026, 3, 5), "1 left", "warn", 60),
        (FRIDAY, "Due today", "bad", 64),
        (date(2026, 3, 7), "1 over", "bad", 64),
        (date(2026, 3, 9), "1 over", "bad", 64),
        (date(2026, 3, 10), "2 over", "bad", 64),
    ],
)
def test_what_is_left_of_twenty_working_days(today, text, tone, width):
    left = time_left(CALENDAR, FRIDAY, today, 20)
    with override("en"):
        assert (left.text, left.tone, left.width) == (text, tone, width)


def test_a_told_day_that_became_a_rest_day_is_not_due_before_it_has_come():
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    with override("en"):
        before, on = (time_left(CALENDAR, sunday, today, 10) for today in (saturday, sunday))
        assert (before.text, before.tone, on.text, on.tone) == ("No working day left", "warn", "Due today", "bad")
