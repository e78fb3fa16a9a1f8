"""Which version of calendar and time limits is in force."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet

from filing_portal.terms.models import Day, Limit, Notice
from filing_portal.workdays.calendar import Arranged, Calendar

# One number for all processes: whoever sets a due day shares it, whoever releases a version holds it alone.
VERSION_LOCK = 20190215
RECOMPUTING_LOCK = VERSION_LOCK + 1
_kept: ContextVar[list[Calendar] | None] = ContextVar("kept", default=None)


def calendar() -> Calendar:
    """Return the calendar in force now: one question for its version, none inside `one_calendar` after the first."""
    kept = _kept.get()
    if kept is None:
        return newest()
    if not kept:
        kept.append(newest())
    return kept[0]


@contextmanager
def one_calendar() -> Iterator[None]:
    """Count whatever is read inside by one version, even if another one is released meanwhile."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def newest() -> Calendar:
    """Return the calendar of the notice released last."""
    return calendar_of(*Notice.objects.released().order_by("-released_at", "-pk").values_list("pk", "released_at")[0])


@lru_cache(maxsize=16)
def calendar_of(notice_id: int, released_at: datetime) -> Calendar:
    """Return the calendar of all notices up to this one, released at the moment; it never changes: it is read once.

    The moment tells a release that was rolled back from the one that stood.
    """
    notice = Notice.objects.get(pk=notice_id)
    return Calendar.from_days(arranged_up_to(notice), last_year_up_to(notice), notice.code)


def calendar_with(days: Iterable[Arranged], year: int) -> Calendar:
    """Return the calendar as it would be with the days of a notice that is not released yet."""
    notice = Notice.objects.released().latest("released_at", "pk")
    last_year = max(last_year_up_to(notice), year)
    return Calendar.from_days([*arranged_up_to(notice), *days], last_year, notice.code)


def arranged_up_to(notice: Notice) -> list[Arranged]:
    """Return what the notices released up to this one say, in the order of their release."""
    days = Day.objects.filter(notice__in=released_up_to(notice)).order_by("notice__released_at", "notice_id")
    return [Arranged(*day) for day in days.values_list("date", "kind", "name", "notice__code")]


def last_year_up_to(notice: Notice) -> int:
    """Return the last year that a notice released up to this one arranges."""
    return released_up_to(notice).latest("year").year


def released_up_to(notice: Notice) -> QuerySet[Notice]:
    """Return this notice and those released before it: together they are one version of the calendar."""
    return Notice.objects.released().filter(released_at__lte=notice.released_at)


def hold_version() -> None:
    """Keep versions from being released until this transaction ends: the next recomputation finds its due days.

    Any number of transactions may hold it at once; it may be called twice.
    """
    _lock("pg_advisory_xact_lock_shared")


def hold_version_alone() -> None:
    """Keep due days from being set, and other versions from being released, until this transaction ends.

    It waits for those that set one now, and may be called twice. Call it before any row is locked.
    """
    _lock("pg_advisory_xact_lock")


def hold_recomputing() -> bool:
    """Keep other recomputations from a step until this transaction ends; return False when one takes one now."""
    return _lock("pg_try_advisory_xact_lock", RECOMPUTING_LOCK)


def _lock(function: str, number: int = VERSION_LOCK) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [number])
        answer: bool = cursor.fetchone()[0]  # of the functions that wait, an empty text
    return answer


def limit_for(code: str, on: date, today: date) -> Limit:
    """Return the version of the limit that holds for a term set off on the day.

    It is the one of that day; a later one takes its place where it holds for terms already running.
    """
    versions = list(Limit.objects.released().filter(code=code).order_by("valid_from"))
    of_the_day = [version for version in versions if version.valid_from <= on]
    if not of_the_day:
        raise Limit.DoesNotExist(f"No version of the limit {code} holds on {on}.")
    return successor(of_the_day[-1], versions, today)


def successor(limit: Limit, versions: Iterable[Limit], today: date) -> Limit:
    """Return the version, of all `versions` of this limit by age, under which its running terms stand today."""
    for version in versions:
        if version.code == limit.code and version.applies_to_running and limit.valid_from < version.valid_from <= today:
            limit = version
    return limit
