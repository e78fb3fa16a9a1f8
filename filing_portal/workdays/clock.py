"""Moments are UTC, days are those of Shanghai: a term ends at 24:00 there."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def shanghai_day(moment: datetime) -> date:
    """Return the Shanghai day of an aware `moment`."""
    return moment.astimezone(SHANGHAI).date()


def today() -> date:
    """Return the Shanghai day of now."""
    return shanghai_day(timezone.now())


def end_of(day: date) -> datetime:
    """Return the moment a Shanghai day ends, 24:00: what happens before it still counts for the day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=SHANGHAI)
