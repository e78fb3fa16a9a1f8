"""When letters remind of a due day: three working days before it, one before it, and on the day itself."""

from datetime import date, timedelta

from filing_portal.workdays.calendar import Calendar

STAGES = (3, 1, 0)  # working days before the due day


def stage_of(due_on: date, today: date, calendar: Calendar) -> tuple[int, date] | None:
    """Return the latest stage that a term has come to by `today`, and the day it came to it; None before the first."""
    days = ((stage, calendar.back(due_on, stage) if stage else due_on) for stage in STAGES)
    reached = [(stage, day) for stage, day in days if day <= today]
    return reached[-1] if reached else None


def stages(first: date, today: date, calendar: Calendar) -> dict[date, int]:
    """Return each due day that came to its latest stage on a day from `first` to `today`, with this stage.

    Of several stages that a due day came to by `today`, only the latest is returned.
    """
    found = {}
    last = calendar.add(today, max(STAGES))
    for number in range((last - first).days + 1):
        due_on = first + timedelta(days=number)
        reached = stage_of(due_on, today, calendar)
        if reached and reached[1] >= first:
            found[due_on] = reached[0]
    return found
