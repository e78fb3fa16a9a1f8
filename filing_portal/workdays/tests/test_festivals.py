"""What is known of a year before its notice: the law's own holidays, and how far a notice can move a due day."""

from datetime import date, timedelta
from math import floor
from statistics import median

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import Arranged, Calendar
from filing_portal.workdays.engine import Events, Length, reckon
from filing_portal.workdays.festivals import LAST_YEAR, days_off, festivals
from filing_portal.workdays.oracle import off_by_law
from filing_portal.workdays.tests.known import NOTICES, every_day, known

YEARS = range(2019, LAST_YEAR + 1)
CHINA = country_holidays("CN", years=YEARS, language="en_US")
NAMES = {
    "spring_festival": "Chinese New Year (Spring Festival)",
    "qingming": "Tomb-Sweeping Day",
    "dragon_boat": "Dragon Boat Festival",
    "mid_autumn": "Mid-Autumn Festival",
}
LENGTHS = range(1, 41)
# What was known when the year was still to come: the last notice of the year before.
BEFORE = {2019: ""} | {year: max(code for code in NOTICES if int(code[:4]) < year) for year in range(2020, 2027)}
# The real calendar, and the first version of the years whose notice was amended.
AFTER = [(year, NOTICES[-1]) for year in BEFORE] + [(2019, "2019-1"), (2020, "2020-1")]


@pytest.mark.parametrize("festival", NAMES)
def test_the_moving_festivals_fall_where_the_library_has_them(festival):
    named = {day for day in CHINA if NAMES[festival] in CHINA[day].split("; ")}
    assert [year for year in YEARS if getattr(shipped.festivals()[year], festival) not in named] == []


def test_every_year_to_the_last_has_its_festivals():
    assert list(shipped.festivals()) == list(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_qingming_is_where_the_rule_of_thumb_of_the_century_puts_it(year):
    short = year % 100
    assert shipped.festivals()[year].qingming == date(year, 4, floor(short * 0.2422 + 4.81) - short // 4)


@pytest.mark.parametrize("year", YEARS)
def test_the_lunar_festivals_keep_their_distance_of_whole_months(year):
    row = shipped.festivals()[year]
    # From the first of the first month to the fifth of the fifth, and on to the fifteenth of the eighth; with a leap
    # month in between, one month of 29 or 30 days more.
    to_dragon_boat = (row.dragon_boat - row.spring_festival).days - 4
    to_mid_autumn = (row.mid_autumn - row.dragon_boat).days - 10
    assert to_dragon_boat in {117, 118, 119, 147, 148, 149}
    assert to_mid_autumn in {87, 88, 89, 117, 118, 119}


def test_the_law_gives_thirteen_days_from_2025_and_gave_eleven_before():
    days = {year: sum(len(list(festival.days())) for festival in festivals(year)) for year in YEARS}
    assert days == {year: 13 if year >= 2025 else 11 for year in YEARS}


# Written down by hand from the calendar on the wall: the weekdays that are off only because a holiday is made up.
MADE_UP = {
    2026: ["04-06", "05-04", "10-05"],
    2027: ["02-09", "02-10", "05-03", "05-04", "10-04", "10-05"],  # two of each on a weekend
    2028: ["01-03", "05-29", "10-04", "10-05"],  # Mid-Autumn is 3 October, the third day of National Day
    2031: ["01-27", "04-07", "10-06"],  # Mid-Autumn is 1 October, and all of National Day on weekdays
    2033: ["01-03", "02-03", "05-03", "10-04", "10-05"],
    2050: ["01-03", "01-26", "01-27", "05-03", "10-04", "10-05"],  # Mid-Autumn on Friday, National Day from Saturday
}


@pytest.mark.parametrize("year", MADE_UP)
def test_a_holiday_on_a_weekend_is_made_up_on_the_next_working_days(year):
    by_law = {day for festival in festivals(year) for day in festival.days()}
    assert [f"{day:%m-%d}" for day in sorted(days_off(year)) if day not in by_law] == MADE_UP[year]


def test_a_day_that_is_two_holidays_is_named_after_both_as_the_notices_do():
    assert days_off(2028)[date(2028, 10, 3)] == days_off(2020)[date(2020, 10, 1)] == "国庆节、中秋节"
    assert (days_off(2027)[date(2027, 10, 5)], days_off(2027)[date(2027, 2, 10)]) == ("国庆节", "春节")


@pytest.mark.parametrize("year", YEARS)
def test_the_oracle_finds_the_same_days_off_by_going_through_the_year(year):
    assert set(days_off(year)) == off_by_law(year)


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_law_gives_as_many_working_days_as_the_first_notice_left(year):
    """How a notice arranges the holidays is its choice, how many there are is not."""
    first = known(f"{year}-1")
    weekdays = [day for day in every_day(date(year, 1, 1), date(year, 12, 31)) if day.weekday() < 5]
    by_law = len([day for day in weekdays if day not in days_off(year)])
    assert by_law == sum(first.is_workday(day) for day in every_day(date(year, 1, 1), date(year, 12, 31)))


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_notice_keeps_the_days_of_the_law_and_stays_within_reach(year):
    calendar = known()
    for festival in festivals(year):
        assert [day for day in festival.days() if calendar.is_workday(day)] == []
    off = {day for each in (*festivals(year), *festivals(year + 1)) for day in each.may_rest()}
    worked = {day for each in (*festivals(year), *festivals(year + 1)) for day in each.may_work()}
    arranged = [day for day in [*shipped.days(), *shipped.superseded()] if day.date.year == year]
    assert [day for day in arranged if day.date not in (off if day.kind == "holiday" else worked)] == []


@pytest.mark.parametrize(("year", "after"), AFTER)
def test_the_notice_that_came_moved_no_due_day_out_of_its_bounds(year, after):
    """Guess each year by what was known at the end of the year before, with the law of that time.

    Until 2024 the lunar New Year's Eve and 2 May were no holidays by law: the change for 2025 came on the day of that
    year's notice.
    """
    guessed, real = known(BEFORE[year]), known(after)
    first = max(date(year, 1, 1) - timedelta(60), date(2018, 12, 25))
    outside = []
    for start in every_day(first, date(year, 12, 31)):
        for n in LENGTHS:
            for length in (Length(n), Length(n, is_backward=True)):
                if length.is_backward and start < date(2019, 4, 1):
                    continue  # the calendar begins on 25 December 2018
                due = reckon(Events(start), length, real).due_on
                span = reckon(Events(start), length, guessed).span
                if not span.earliest <= due <= span.latest:
                    outside.append((start, length, due, span))
    assert outside == []


@pytest.mark.parametrize("year", [2027, 2028, 2035])
def test_the_bounds_of_ten_days_are_narrow_enough_to_say_something(year):
    """Around Spring Festival they lie two and a half weeks apart, for half of all starts two days, for many none."""
    calendar = known()
    spans = [reckon(Events(day), Length(10), calendar).span for day in every_day(date(year, 1, 1), date(year, 12, 31))]
    apart = [(span.latest - span.earliest).days for span in spans]
    assert max(apart) <= 18
    assert median(apart) <= 2
    assert apart.count(0) >= 175


@pytest.mark.parametrize("name", [festival.name for festival in festivals(2026)])
def test_no_notice_has_chosen_as_much_as_it_may(name):
    rested, worked = [], []
    for year in range(2019, 2027):
        by_law = {day for festival in festivals(year) for day in festival.days()}
        named = [day for day in shipped.days() if day.notice.startswith(str(year)) and name in day.name.split("、")]
        off = [day.date for day in named if day.kind == "holiday" and day.date.weekday() < 5]
        rested.append(len(set(off) - by_law))
        worked.append(sum(day.kind == "make-up" for day in named))
    reach = next(festival for festival in festivals(2026) if festival.name == name).reach
    # Where Mid-Autumn fell into National Day's holiday, the notice named both: together they had no more than one has.
    most = reach.rested + 5 if name == "中秋节" else reach.rested
    assert max(rested) < most
    assert max(worked) < (reach.worked + 3 if name == "中秋节" else reach.worked)


@given(st.randoms(use_true_random=False), st.dates(date(2026, 11, 1), date(2027, 12, 1)), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_no_notice_within_reach_moves_a_due_day_out_of_its_bounds(random, start, n):
    """A notice at random: for each festival as many days as it may choose, wherever it may."""
    days = {}
    for festival in festivals(2027):
        weekdays = [day for day in festival.may_rest() if day.weekday() < 5]
        chosen = random.sample(weekdays, random.randint(0, min(festival.reach.rested, len(weekdays))))
        for day in chosen:
            days[day] = Arranged(day, "holiday", festival.name)
        for day in random.sample(list(festival.may_work()), random.randint(0, festival.reach.worked)):
            days[day] = Arranged(day, "make-up", festival.name)
    for festival in festivals(2027):
        days |= {day: Arranged(day, "holiday", festival.name) for day in festival.days()}
    arranged = [Arranged(*row) for row in shipped.days()] + list(days.values())
    guessed, real = known(), Calendar.from_days(arranged, 2027)
    for is_backward in (False, True):
        length = Length(n, is_backward=is_backward)
        span = reckon(Events(start), length, guessed).span
        assert span.earliest <= reckon(Events(start), length, real).computed_on <= span.latest
