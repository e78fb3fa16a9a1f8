from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from filing_portal.workdays.calendar import Calendar
from filing_portal.workdays.engine import Events, Length, Reckoning, reckon
from filing_portal.workdays.tests.known import known

CALENDAR = known()
TEN, AUTHORITY = Length(10), Length(20, keeps_announced=False)
NOTICE_OF_END = Length(30, is_backward=True)


def d(text: str) -> date:
    return date.fromisoformat(text)


def due(start: str, length: Length, calendar: Calendar = CALENDAR, told: str = "") -> date:
    return reckon(Events(d(start), d(told) if told else None), length, calendar).due_on


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        ("2026-09-22", 10, "2026-10-13"),
        ("2025-09-24", 10, "2025-10-14"),
        ("2025-01-10", 20, "2025-02-13"),
        ("2025-09-15", 20, "2025-10-17"),
        ("2026-01-10", 1, "2026-01-12"),
        ("2026-01-10", 10, "2026-01-23"),
        ("2026-10-12", 20, "2026-11-09"),
    ],
)
def test_the_engine_ends_terms_where_the_law_puts_them(start, n, day):
    assert due(start, Length(n)) == d(day)


def test_a_deregistration_is_due_thirty_working_days_before_the_end():
    assert due("2026-10-13", NOTICE_OF_END) == d("2026-08-26")
    assert due("2027-01-04", NOTICE_OF_END) == d("2026-11-20")


@pytest.mark.parametrize(
    ("today", "end"),
    [("2026-08-26", "2026-10-13"), ("2026-08-27", "2026-10-14"), ("2026-08-29", "2026-10-16")],
)
def test_the_earliest_lawful_end_is_the_first_whose_thirtieth_day_before_has_not_passed(today, end):
    assert CALENDAR.earliest_end(d(today), 30) == d(end)


@given(st.dates(date(2019, 3, 1), date(2027, 6, 30)), st.integers(1, 60))
def test_no_earlier_end_is_lawful_and_the_earliest_is(today, n):
    end = CALENDAR.earliest_end(today, n)
    assert CALENDAR.back(end, n) >= today
    assert CALENDAR.back(end - timedelta(1), n) < today


def test_a_told_day_is_kept_where_it_binds_the_provider_and_not_where_it_binds_the_authority():
    assert due("2026-09-22", TEN, told="2026-10-15") == d("2026-10-15")
    assert due("2026-09-22", TEN, told="2026-10-12") == d("2026-10-13")
    assert due("2026-09-22", Length(10, keeps_announced=False), told="2026-10-15") == d("2026-10-13")
    assert due("2026-10-13", NOTICE_OF_END, told="2026-09-01") == d("2026-09-01")
    assert due("2026-10-13", NOTICE_OF_END, told="2026-08-20") == d("2026-08-26")


def test_late_follows_the_day_that_was_told():
    reckoning = reckon(Events(d("2026-09-22"), d("2026-10-15"), d("2026-10-19")), TEN, CALENDAR)
    assert (reckoning.late_by, reckoning.late_on(d("2026-10-15")), reckoning.late_on(d("2026-10-16"))) == (2, 0, 1)


def test_a_term_that_is_not_met_is_not_late():
    assert reckon(Events(d("2019-09-22")), TEN, CALENDAR).late_by == 0


@pytest.mark.parametrize(
    ("start", "length", "provisional"),
    [
        ("2026-12-10", TEN, False),
        ("2026-12-11", TEN, True),
        ("2026-12-24", NOTICE_OF_END, False),
        ("2026-12-25", NOTICE_OF_END, True),
    ],
)
def test_a_term_is_provisional_when_a_day_it_counts_is(start, length, provisional):
    assert reckon(Events(d(start)), length, CALENDAR).is_provisional is provisional


def test_the_explanation_goes_on_to_the_day_that_was_told():
    reckoning = reckon(Events(d("2026-09-22"), d("2026-10-15")), TEN, CALENDAR)
    lines = reckoning.explain()
    assert (lines[0].date, lines[0].n) == (d("2026-09-22"), None)
    assert (lines[-1].date, lines[-1].n) == (d("2026-10-15"), 12)


@pytest.mark.parametrize("n", [0, -1])
def test_a_length_below_one_day_is_a_fault_of_the_caller(n):
    with pytest.raises(ValueError, match="at least one working day"):
        due("2026-09-22", Length(n))


@pytest.mark.parametrize("length", [TEN, NOTICE_OF_END])
def test_a_term_that_leaves_the_calendar_is_refused(length):
    with pytest.raises(ValidationError) as caught:
        due("2019-01-04" if length.is_backward else "2056-12-30", length)
    assert caught.value.code == "outside_calendar"


starts = st.dates(date(2019, 4, 1), date(2040, 12, 31))
lengths = st.integers(1, 60)
told = st.none() | st.integers(-30, 30)


def reckoned(start: date, n: int, days: int | None, backward: bool = False, keeps: bool = True) -> Reckoning:
    """Return the term, told so many days after the computed one."""
    length = Length(n, backward, keeps)
    computed = reckon(Events(start), length, CALENDAR).due_on
    return reckon(Events(start, None if days is None else computed + timedelta(days)), length, CALENDAR)


@given(starts, lengths, st.booleans())
def test_a_due_day_is_a_working_day(start, n, backward):
    assert CALENDAR.is_workday(reckoned(start, n, None, backward).due_on)


@given(starts, lengths, st.booleans())
def test_a_later_start_is_never_due_earlier(start, n, backward):
    later = reckoned(start + timedelta(1), n, None, backward)
    assert later.due_on >= reckoned(start, n, None, backward).due_on


@given(starts, lengths)
def test_one_day_more_is_due_later_and_counted_back_earlier(start, n):
    assert reckoned(start, n + 1, None).due_on > reckoned(start, n, None).due_on
    assert reckoned(start, n + 1, None, True).due_on < reckoned(start, n, None, True).due_on


@given(starts, lengths)
def test_backward_undoes_forward_from_a_working_day(start, n):
    assume(CALENDAR.is_workday(start))
    assert CALENDAR.back(CALENDAR.add(start, n), n) == start
    assert CALENDAR.add(CALENDAR.back(start, n), n) == start


@given(starts, lengths)
def test_from_a_rest_day_there_and_back_ends_on_the_working_day_beside_it(start, n):
    assume(not CALENDAR.is_workday(start))
    assert CALENDAR.back(CALENDAR.add(start, n), n) == CALENDAR.back(start, 1)
    assert CALENDAR.add(CALENDAR.back(start, n), n) == CALENDAR.add(start, 1)


@given(starts, lengths, st.integers(0, 90))
def test_late_counts_the_working_days_the_term_should_have_been_longer(start, n, days):
    reckoning = reckoned(start, n, None)
    met_on = reckoning.due_on + timedelta(days)
    late = reckoning.late_on(met_on)
    assert (late > 0) is (days > 0)
    if late:
        assert reckoned(start, n + late, None).due_on >= met_on
        assert reckoned(start, n + late - 1, None).due_on < met_on


@given(starts, lengths, told, st.booleans(), st.booleans())
def test_telling_a_day_never_shortens_a_term(start, n, days, backward, keeps):
    reckoning = reckoned(start, n, days, backward, keeps)
    assert reckoning.due_on >= reckoning.computed_on
    assert not keeps or reckoning.due_on >= (reckoning.events.announced_on or date.min)
    assert keeps or reckoning.due_on == reckoning.computed_on


@given(starts, lengths, told, st.booleans(), st.booleans())
def test_the_due_day_lies_between_the_earliest_and_the_latest(start, n, days, backward, keeps):
    reckoning = reckoned(start, n, days, backward, keeps)
    earliest, latest = reckoning.span
    assert earliest <= reckoning.due_on <= latest
    if not reckoning.is_provisional:
        assert earliest == latest == reckoning.due_on
