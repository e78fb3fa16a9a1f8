"""Moments and days of the portal: moments are UTC, days are those of Shanghai, where a term ends at 24:00."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
_set: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the moment that dates a fact of record: the real one, or the one set by `at`."""
    return _set.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Date everything done inside to the aware `moment`, in this thread and task alone.

    What makes the machinery turn stays on real time: sessions, the retries of letters, the worker's sign of life, and
    the moment at which the database itself recorded an event.
    """
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def read_day(text: str) -> date:
    """Return the day written as year-month-day, such as 2026-09-22; raise ValueError for anything else."""
    sentence = f"Write the day as year-month-day, such as 2026-09-22, not “{text[:40]}”."
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(sentence)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(sentence) from error


def shanghai_day(moment: datetime) -> date:
    """Return the Shanghai day of an aware `moment`."""
    return moment.astimezone(SHANGHAI).date()


def today() -> date:
    """Return the Shanghai day of now."""
    return shanghai_day(now())


def end_of(day: date) -> datetime:
    """Return the moment a Shanghai day ends, 24:00: what happens before it still counts for the day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=SHANGHAI)
