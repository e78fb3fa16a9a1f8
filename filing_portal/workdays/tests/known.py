"""Calendars for tests: as the last notice leaves them, and as they were known at an earlier time."""

from datetime import date, timedelta

from filing_portal.workdays import shipped
from filing_portal.workdays.calendar import Arranged, Calendar

NOTICES = [row.code for row in shipped.notices()]
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)


def known(last: str = NOTICES[-1]) -> Calendar:
    """Return the calendar after the notice of this code, "" for none: what a clerk of that day could know."""
    codes = NOTICES[: NOTICES.index(last) + 1] if last else []
    days = sorted([*shipped.superseded(), *shipped.days()], key=lambda day: NOTICES.index(day.notice))
    last_year = max([2018, *(int(code[:4]) for code in codes)])
    return Calendar.from_days([Arranged(*day) for day in days if day.notice in codes], last_year, last)


def every_day(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + timedelta(number) for number in range((last - first).days + 1)]
