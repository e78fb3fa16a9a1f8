from datetime import UTC, date, datetime

from filing_portal.base.clock import SHANGHAI, end_of, shanghai_day, today


def test_the_last_second_of_a_shanghai_day_still_counts_for_it():
    assert shanghai_day(datetime(2026, 10, 13, 15, 59, 59, tzinfo=UTC)) == date(2026, 10, 13)
    assert shanghai_day(datetime(2026, 10, 13, 16, 0, 0, tzinfo=UTC)) == date(2026, 10, 14)


def test_a_day_ends_at_midnight_in_shanghai():
    assert end_of(date(2026, 10, 13)) == datetime(2026, 10, 13, 16, 0, tzinfo=UTC)


def test_today_is_the_day_in_shanghai():
    before = datetime.now(SHANGHAI).date()
    assert before <= today() <= datetime.now(SHANGHAI).date()
