from datetime import date

import pytest

from filing_portal.terms.missing import years_missing, years_overdue


@pytest.mark.parametrize(
    ("today", "missing", "overdue"),
    [
        (date(2026, 9, 30), [], []),
        (date(2026, 10, 1), [2027], []),
        (date(2026, 11, 30), [2027], []),
        (date(2026, 12, 1), [2027], [2027]),
        (date(2026, 12, 31), [2027], [2027]),
        (date(2027, 1, 1), [2027], [2027]),
        (date(2027, 10, 1), [2027, 2028], [2027]),
        (date(2027, 12, 1), [2027, 2028], [2027, 2028]),
    ],
)
def test_the_next_notice_is_missed_from_october_and_late_from_december(today, missing, overdue):
    assert (years_missing(today, 2026), years_overdue(today, 2026)) == (missing, overdue)


def test_nothing_is_missing_once_the_year_is_published():
    assert (years_missing(date(2026, 12, 31), 2027), years_overdue(date(2027, 1, 1), 2027)) == ([], [])
