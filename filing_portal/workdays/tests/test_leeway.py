from datetime import date, timedelta

import pytest

from filing_portal.workdays.calendar import Calendar
from filing_portal.workdays.leeway import Leeway, Window

FRIDAY, MONDAY = date(2027, 3, 5), date(2027, 3, 8)


@pytest.mark.parametrize(
    ("step", "first", "short"), [(1, FRIDAY, (FRIDAY, FRIDAY)), (-1, MONDAY, (MONDAY, MONDAY))], ids=["forth", "back"]
)
@pytest.mark.parametrize("listed", [1, -1])
def test_of_two_holidays_that_can_take_a_day_the_one_that_is_over_first_does(step, first, short, listed):
    """So the other one is still there for the next day: no more rest days are possible, nor fewer."""
    leeway = Leeway([])
    near, far = Window("近", short[0], short[1], 1), Window("远", FRIDAY, MONDAY, 1)
    leeway.resting = {FRIDAY: [far], MONDAY: [far]} | {first: [near, far][::listed]}
    days = [FRIDAY, MONDAY][::step]
    choice = leeway.choice(step, most=False)
    assert [choice(day) for day in days] == [False, False]


def test_nothing_is_chosen_beyond_what_one_holiday_may():
    leeway = Leeway([])
    window = Window("节", FRIDAY, MONDAY, 1)
    leeway.resting = {FRIDAY: [window], MONDAY: [window]}
    few, many = leeway.choice(1, most=False), leeway.choice(1, most=True)
    assert [few(FRIDAY), few(MONDAY)] == [False, True]
    assert [many(FRIDAY), many(MONDAY)] == [True, True]


def test_the_days_of_the_law_are_never_worked():
    leeway = Leeway([2027])
    assert {leeway.choice(1, most=True)(date(2027, 2, day)) for day in (5, 6, 7, 8)} == {False}


def test_the_worked_example_of_the_module_holds():
    calendar = Calendar.from_days([], 2026)
    assert calendar.span(date(2026, 12, 29), 5) == (date(2027, 1, 4), date(2027, 1, 8))
    choices = {most: calendar.leeway.choice(1, most=most) for most in (True, False)}
    days = [date(2026, 12, 30) + timedelta(days=number) for number in range(10)]
    assert {most: [day.isoformat()[5:] for day in days if is_worked(day)] for most, is_worked in choices.items()} == {
        True: ["12-30", "12-31", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08"],
        False: ["01-04", "01-05", "01-06", "01-07", "01-08"],
    }
