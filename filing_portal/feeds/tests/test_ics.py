"""The calendar as other programs read it: whole days that do not make anybody busy (RFC 5545)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from filing_portal.feeds.ics import Appointment, write

MADE_AT = datetime(2026, 9, 22, 2, 0, tzinfo=UTC)
DUE = Appointment(
    "filing-1@portal", date(2026, 10, 13), "存证链：备案到期", "还剩10个工作日", "https://example.cn/", False
)


def written(*appointments: Appointment) -> Calendar:
    return Calendar.from_ical(write("期限", appointments, uid="feed@portal", made_at=MADE_AT))


@pytest.fixture
def event():
    [event] = written(DUE).events
    return event


def test_a_calendar_without_deadlines_is_whole():
    calendar = written()
    assert (calendar.events, calendar["UID"], calendar["NAME"]) == ([], "feed@portal", "期限")
    assert (calendar["VERSION"], calendar["CALSCALE"], calendar["X-WR-CALNAME"]) == ("2.0", "GREGORIAN", "期限")


def test_programs_are_asked_to_read_it_again_after_six_hours():
    calendar = written()
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"


def test_a_due_day_is_a_whole_day_with_its_words_and_its_page(event):
    assert event["DTSTART"].dt == date(2026, 10, 13)
    assert (event["UID"], event["SUMMARY"], event["DESCRIPTION"], event["URL"]) == (
        "filing-1@portal",
        "存证链：备案到期",
        "还剩10个工作日",
        "https://example.cn/",
    )
    assert event["DTSTAMP"].dt == MADE_AT


def test_a_due_day_makes_nobody_busy(event):
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(("is_provisional", "status"), [(True, "TENTATIVE"), (False, "CONFIRMED")])
def test_a_provisional_day_is_tentative(is_provisional, status):
    [event] = written(replace(DUE, is_provisional=is_provisional)).events
    assert event["STATUS"] == status


def test_a_day_that_moved_keeps_its_uid():
    moved = Appointment(DUE.uid, date(2026, 10, 14), *list(vars(DUE).values())[2:])
    uids = {event["UID"] for day in (DUE, moved) for event in written(day).events}
    assert uids == {"filing-1@portal"}


def test_what_would_end_a_line_is_escaped():
    hostile = Appointment("x@portal", DUE.day, "a,b;c\nEND:VEVENT", "", "https://example.cn/", False)
    text = write("期限", [hostile], uid="feed@portal", made_at=MADE_AT).decode()
    assert text.count("\r\nEND:VEVENT\r\n") == 1
    assert written(hostile).events[0]["SUMMARY"] == "a,b;c\nEND:VEVENT"
