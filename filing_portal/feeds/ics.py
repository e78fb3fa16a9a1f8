"""Deadlines as a calendar that other programs subscribe to (RFC 5545, with the name and the interval of RFC 7986)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

MAKER = "-//filing-portal//deadlines//CN"
READ_AGAIN = timedelta(hours=6)


@dataclass(frozen=True)
class Appointment:
    """A due day as a whole day of a calendar; `uid` stays the same when the day moves."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    is_provisional: bool


def write(name: str, appointments: Iterable[Appointment], *, uid: str, made_at: datetime) -> bytes:
    """Return the calendar called `name`, which `uid` tells from others, as it stood at the moment `made_at`."""
    calendar = Calendar.new(
        prodid=MAKER,
        uid=uid,
        name=name,
        calscale="GREGORIAN",
        subcomponents=[event(appointment, made_at) for appointment in appointments],
    )
    # One for the standard, one for the programs that are older.
    calendar.add("REFRESH-INTERVAL", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    written: bytes = calendar.to_ical()
    return written


def event(appointment: Appointment, made_at: datetime) -> Event:
    """Return the appointment as an event of a whole day."""
    # Transparent: a due day does not make the person busy.
    return Event.new(
        uid=appointment.uid,
        start=appointment.day,
        summary=appointment.summary,
        description=appointment.description,
        url=appointment.url,
        status=STATUS.TENTATIVE if appointment.is_provisional else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
        stamp=made_at,
    )
