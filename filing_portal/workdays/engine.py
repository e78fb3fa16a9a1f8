"""Work out every statutory term from its events, a version of the calendar and the length of its limit.

Nothing here asks for the time or remembers anything: the same three give the same answer on every day.
"""

from dataclasses import dataclass
from datetime import date

from filing_portal.workdays.calendar import Calendar, Line, Span


@dataclass(frozen=True)
class Length:
    """What a version of a limit says of a term: how many working days, and which way they are counted.

    `is_backward`: counted back from the day the term hangs on (art. 11(3)). `keeps_announced`: a day once
    announced to the one the term binds never gets earlier; the authority's own terms move both ways.
    """

    working_days: int
    is_backward: bool = False
    keeps_announced: bool = True


@dataclass(frozen=True)
class Events:
    """What happened to a term, as Shanghai days: it was set off; a due day was announced; it was met.

    For a backward term `started_on` is the planned day of termination.
    """

    started_on: date
    announced_on: date | None = None
    met_on: date | None = None


@dataclass(frozen=True)
class Reckoning:
    """A term worked out: its due day, with all that can be asked of it. The term ends at 24:00 of that day."""

    calendar: Calendar
    length: Length
    events: Events
    computed_on: date

    @property
    def due_on(self) -> date:
        """Return the day that holds: the computed one, or the one that was announced if that is later."""
        return max(self.computed_on, self._kept_on)

    @property
    def is_provisional(self) -> bool:
        """Tell whether a notice to come can still move the computed day, or one between it and the start."""
        return self.calendar.is_provisional(max(self.events.started_on, self.computed_on))

    @property
    def span(self) -> Span:
        """Return the earliest and the latest day notices to come can move the due day to; an announced day is kept."""
        earliest, latest = self.calendar.span(self.events.started_on, self.length.working_days, self.length.is_backward)
        return Span(max(earliest, self._kept_on), max(latest, self._kept_on))

    @property
    def late_by(self) -> int:
        """Return by how many working days the term was met late; 0 when in time or not met yet."""
        return self.late_on(self.events.met_on) if self.events.met_on else 0

    def late_on(self, day: date) -> int:
        """Return by how many working days meeting the term on this day is late, 0 for in time."""
        return self.calendar.late(self.due_on, day)

    def explain(self) -> list[Line]:
        """Return the days on the way in the order of counting, from the starting day to the due day that holds."""
        return self.calendar.walk(self.events.started_on, self.due_on)

    @property
    def _kept_on(self) -> date:
        """Return the day that was announced, where it is kept."""
        return self.events.announced_on or date.min if self.length.keeps_announced else date.min


def reckon(events: Events, length: Length, calendar: Calendar) -> Reckoning:
    """Return the term worked out.

    Raises ValidationError (code `outside_calendar`) when a day lies outside the calendar, ValueError for a length of
    less than one working day.
    """
    count = calendar.back if length.is_backward else calendar.add
    return Reckoning(calendar, length, events, count(events.started_on, length.working_days))
