"""A deadline for programs: one object, the same from the command and from the interface."""

from datetime import date
from typing import Any

from filing_portal.workdays.calendar import Calendar
from filing_portal.workdays.engine import Events, Length, reckon


def deadline_json(start: date, working_days: int, calendar: Calendar, *, is_backward: bool = False) -> dict[str, Any]:
    """Return the due day of so many working days after `start`, or before it, with the days in order of counting.

    All days are Shanghai days in ISO form. `n` numbers the working days that count and is None for every other day;
    the starting day stands first. `earliest` and `latest` are there only while a notice to come can move the due day.
    Raises ValidationError (code `outside_calendar`) when the days leave the calendar, ValueError for a length of less
    than one working day.
    """
    reckoning = reckon(Events(start), Length(working_days, is_backward), calendar)
    days = [line._asdict() | {"date": line.date.isoformat(), "kind": line.kind.value} for line in reckoning.explain()]
    told = {
        "start": start.isoformat(),
        "working_days": working_days,
        "due": reckoning.due_on.isoformat(),
        "provisional": reckoning.is_provisional,
        "days": days,
    }
    if reckoning.is_provisional:
        told |= {name: day.isoformat() for name, day in reckoning.span._asdict().items()}
    return told
