"""Which years still lack their notice: from 1 October on that is said, from 1 December on it is a failure."""

from datetime import date

SAID_FROM_MONTH = 10
OVERDUE_FROM_MONTH = 12


def years_missing(today: date, last_year: int) -> list[int]:
    """Return the years whose notice should be there or expected by now; `last_year` is the last one published."""
    return _up_to(today, last_year, SAID_FROM_MONTH)


def years_overdue(today: date, last_year: int) -> list[int]:
    """Return the years whose notice is late: the running one always, the next one from 1 December on."""
    return _up_to(today, last_year, OVERDUE_FROM_MONTH)


def _up_to(today: date, last_year: int, month: int) -> list[int]:
    return list(range(last_year + 1, today.year + (today.month >= month) + 1))
