from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

from filing_portal.base.clock import SHANGHAI, at, end_of, now, shanghai_day, today


def test_the_last_second_of_a_shanghai_day_still_counts_for_it():
    assert shanghai_day(datetime(2026, 10, 13, 15, 59, 59, tzinfo=UTC)) == date(2026, 10, 13)
    assert shanghai_day(datetime(2026, 10, 13, 16, 0, 0, tzinfo=UTC)) == date(2026, 10, 14)


def test_a_day_ends_at_midnight_in_shanghai():
    assert end_of(date(2026, 10, 13)) == datetime(2026, 10, 13, 16, 0, tzinfo=UTC)


def test_today_is_the_day_in_shanghai():
    before = datetime.now(SHANGHAI).date()
    assert before <= today() <= datetime.now(SHANGHAI).date()


def test_a_set_clock_dates_what_is_done_inside_and_nothing_after():
    moment = datetime(2020, 2, 29, 16, 30, tzinfo=UTC)
    with at(moment):
        with at(moment - timedelta(days=1)):
            assert today() == date(2020, 2, 29)
        assert (now(), today()) == (moment, date(2020, 3, 1))
    assert now() > moment


def test_a_set_clock_is_that_of_one_thread():
    with at(datetime(2020, 2, 29, tzinfo=UTC)), ThreadPoolExecutor(1) as pool:
        assert pool.submit(today).result() != today()
