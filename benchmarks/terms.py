"""What the clock costs: one term by bisect, and a million open terms worked out again after a release."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import Any, NamedTuple

import chinese_calendar
from django.db import connection, transaction

from filing_portal.accounts.models import User
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Notice, Recomputation, Term
from filing_portal.workdays.calendar import Arranged, Calendar
from providers.models import Provider

LENGTH = 20
OFTEN = 100
STARTS = 200
ONE_IN = 20
# A working week without a holiday near: each run takes one day of it away.
BEFORE = date(2026, 5, 25)
TAKEN = [*(date(2026, 5, day) for day in (27, 28, 29)), *(date(2026, 6, day) for day in (1, 2, 3))]

# One term in so many starts before the days that are taken away, all others when none of them counts.
FILL = """
    INSERT INTO terms_term (limit_id, started_on, counted_by_id, due_on, is_provisional, announced_on)
    SELECT %(limit)s, (%(starts)s)[1 + number %% %(kinds)s], %(calendar)s, (%(dues)s)[1 + number %% %(kinds)s], false,
           CASE WHEN %(keeps)s THEN (%(dues)s)[1 + number %% %(kinds)s] END
    FROM generate_series(1, %(number)s) AS number
"""
# Every term that moves is that of a filing in the queue, which holds a copy of the due day.
HOLD = """
    WITH moving AS (
        SELECT id, due_on, row_number() OVER (ORDER BY id) AS n FROM terms_term
        WHERE met_on IS NULL AND started_on = %(before)s
    ), services AS (
        INSERT INTO filings_service (provider_id, name) SELECT %(provider)s, 'Bench' FROM moving RETURNING id
    ), numbered AS (
        SELECT id, row_number() OVER (ORDER BY id) AS n FROM services
    )
    INSERT INTO filings_filing (
        uuid, service_id, provider_id, procedure, status, reference, province, county, term_id, due_on, late_by,
        created_at, changed_at, submitted_at, service_name, category, forms, fields, description, web_address,
        client_name, account_name, server_county, server_address, other_field, unsaved
    )
    SELECT gen_random_uuid(), numbered.id, %(provider)s, 'first', 'submitted', 'B' || lpad(n::text, 12, '0'),
           %(province)s, %(county)s, moving.id, moving.due_on, 0, now(), now(), now(), 'Bench', 'application',
           '{}', '{}', '', '', '', '', '', '', '', '{}'
    FROM moving JOIN numbered USING (n)
"""
BARE = "UPDATE terms_term SET due_on = due_on + %s WHERE id = ANY(%s)"
BARE_COPY = "UPDATE filings_filing SET due_on = due_on + %s WHERE term_id = ANY(%s)"
BARE_OF_ALL = "UPDATE terms_term SET due_on = due_on + 1 WHERE met_on IS NULL"


class Counting(NamedTuple):
    """Seconds for one term, by our calendar and by chinesecalendar."""

    ours: float
    theirs: float

    @property
    def times(self) -> float:
        return self.theirs / self.ours


def count_terms(starts: int = STARTS) -> Counting:
    """Return the seconds for a term of LENGTH working days, in the middle over so many days of 2025."""
    calendar, first = workflow.calendar(), date(2025, 1, 1)
    days = [first + timedelta(number) for number in range(starts)]
    ours = median(timed(partial(add_often, calendar, day)) / OFTEN for day in days)
    theirs = median(timed(partial(chinese_calendar.find_workday, LENGTH, day)) for day in days)
    return Counting(ours, theirs)


def add_often(calendar: Calendar, start: date) -> None:
    """Add LENGTH working days to the day OFTEN times: once is too short to measure."""
    for _time in range(OFTEN):
        calendar.add(start, LENGTH)


class Moving(NamedTuple):
    """Seconds of one run: the bare UPDATE of the rows that move, and the recomputation that moves them."""

    moved: int
    bare: float
    recomputed: float

    @property
    def times(self) -> float:
        return self.recomputed / self.bare


def move_terms(number: int, runs: int = 3) -> Iterator[Moving]:
    """Yield what so many open terms cost when one in twenty of them moves: first alone, then in the queue as well."""
    fill(number)
    moving = list(Term.objects.open().filter(started_on=BEFORE).values_list("pk", flat=True))
    days = iter(TAKEN)
    yield from [moved(moving, [BARE], next(days)) for _run in range(runs)]
    provider = Provider.objects.order_by("pk")[0]
    facts = {"provider": provider.pk, "province": provider.province, "county": provider.county}
    execute(HOLD, {"before": BEFORE, **facts})
    yield from [moved(moving, [BARE, BARE_COPY], next(days)) for _run in range(runs)]


def moved(moving: list[int], bare_updates: list[str], taken: date) -> Moving:
    """Return what it costs to write the rows that move, and what a release costs that moves them."""
    vacuum()
    bare = sum(timed(partial(execute, update, [1, moving])) for update in bare_updates)
    for update in bare_updates:
        execute(update, [-1, moving])
    run = release(taken)
    vacuum()
    recomputed = timed(lambda: workflow.recompute(run.pk))
    run.refresh_from_db()
    return Moving(run.moved, bare, recomputed)


def bare_update_of_all() -> float:
    """Return the seconds that a bare UPDATE of all open terms takes; it is undone."""
    vacuum()
    with transaction.atomic():
        seconds = timed(lambda: execute(BARE_OF_ALL, []))
        transaction.set_rollback(True)
    vacuum()
    return seconds


def fill(number: int) -> None:
    """Open so many terms, half of them of providers."""
    calendar = workflow.calendar()
    after = [TAKEN[-1] + timedelta(each) for each in range(ONE_IN - 1)]
    starts = [BEFORE, *after]
    for code in ("file", "decide"):
        limit = Limit.objects.released().get(code=code)
        length = limit.length(None).working_days
        values = {
            "limit": limit.pk,
            "calendar": calendar.version,
            "keeps": limit.keeps_announced,
            "starts": starts,
            "dues": [calendar.add(start, length) for start in starts],
            "kinds": ONE_IN,
            "number": number // 2,
        }
        execute(FILL, values)


def release(taken: date) -> Recomputation:
    """Release a notice that makes the day a holiday; return the recomputation that waits."""
    one, two = administrator(), administrator()
    facts = {"number": "", "title": "A day taken away", "address": "https://example.com/"}
    days = [Arranged(taken, "holiday", "端午节")]
    notice = workflow.prepare_notice(taken.year, days, **facts, published_on=taken, by=one)
    workflow.release_notice(notice.pk, by=two)
    return Recomputation.objects.get(notice=Notice.objects.get(pk=notice.pk))


def administrator() -> User:
    person = User.objects.create_user(f"administrator-{User.objects.count()}@example.com", name="Administrator")
    office, role = Office.objects.get(code="00"), Role.objects.get(code=SYSTEM_ADMINISTRATOR)
    Officer.objects.create(user=person, office=office, role=role)
    return person


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def execute(statement: str, values: dict[str, Any] | list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def vacuum() -> None:
    execute("VACUUM ANALYZE terms_term", [])
    execute("VACUUM ANALYZE terms_shift", [])
    execute("CHECKPOINT", [])
