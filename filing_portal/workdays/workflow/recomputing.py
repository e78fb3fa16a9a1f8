"""Every open term worked out again under the versions in force: in the database, where a million of them lie.

The arithmetic is the engine's, written as SQL: two tables of the calendar, how many working days there are up to each
day, and on which day each working day falls. The nightly audit and the tests hold it to the engine and to the oracle.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import ManyToOneRel, Max, Model
from django.utils import timezone

from filing_portal.workdays import clock
from filing_portal.workdays.calendar import FIRST_DAY, Calendar
from filing_portal.workdays.models import Recomputation, Rule, Term
from filing_portal.workdays.workflow.versions import hold_version, newest, successor

STEP = 100_000  # ids looked at in one transaction
MAX_ID = 2**63 - 1
LISTED = 100

# Every open term of a range with its due day as it should be. `kept` tells that only the told day holds it back.
RECKONED = """
    SELECT term.id, term.rule_id AS old_rule, version.rule_id, version.code, term.started_on,
           term.due_on AS before_on, greatest(computed.day, told.day) AS after_on,
           term.is_provisional AS was_provisional,
           greatest(computed.day, term.started_on) > %(certain)s AS is_provisional,
           coalesce(computed.day < told.day, false) AS is_kept
    FROM workdays_term AS term
    JOIN unnest(%(old)s::bigint[], %(new)s::bigint[], %(lengths)s::int[], %(backward)s::bool[], %(keeps)s::bool[],
                %(codes)s::text[])
        AS version (old_id, rule_id, n, is_backward, keeps_told, code) ON version.old_id = term.rule_id
    CROSS JOIN (SELECT %(first)s::date AS first, %(counts)s::int[] AS counts, %(days)s::int[] AS days) AS calendar
    CROSS JOIN LATERAL (SELECT coalesce(term.working_days, version.n) AS n) AS length
    CROSS JOIN LATERAL (SELECT calendar.first + CASE
        WHEN version.is_backward THEN calendar.days[calendar.counts[term.started_on - calendar.first] - length.n + 1]
        ELSE calendar.days[calendar.counts[term.started_on - calendar.first + 1] + length.n]
        END AS day) AS computed
    CROSS JOIN LATERAL (SELECT CASE WHEN version.keeps_told THEN term.told_on END AS day) AS told
    WHERE term.met_on IS NULL AND term.id > %(after)s AND term.id <= %(up_to)s AND computed.day IS NOT NULL
"""
DIFFERS = "(before_on, was_provisional, old_rule) IS DISTINCT FROM (after_on, is_provisional, rule_id)"

FIND = f"SELECT count(*), array_agg(id) FILTER (WHERE {DIFFERS}) FROM ({RECKONED}) AS reckoned"  # noqa: S608

MOVE = f"""
    WITH due AS MATERIALIZED (
        SELECT * FROM ({RECKONED} AND term.id = ANY(%(ids)s) FOR UPDATE OF term) AS reckoned WHERE {DIFFERS}
    ), written AS (
        UPDATE workdays_term AS term
        SET due_on = due.after_on, is_provisional = due.is_provisional, rule_id = due.rule_id,
            calendar_id = %(version)s, told_on = CASE WHEN term.told_on IS NULL THEN NULL ELSE due.after_on END
        FROM due WHERE term.id = due.id
    )
    INSERT INTO workdays_shift (recomputation_id, term_id, before_on, after_on)
    SELECT %(recomputation)s, id, before_on, after_on FROM due WHERE before_on <> after_on
"""  # noqa: S608

COPY = """
    UPDATE {table} AS holder SET due_on = term.due_on FROM workdays_term AS term
    WHERE holder.term_id = term.id AND term.id = ANY(%(ids)s) AND holder.due_on IS DISTINCT FROM term.due_on
"""


def recompute(recomputation_id: int) -> None:
    """Every open term shows the day that the versions in force give; the ones that moved are listed.

    A provider's told day never gets earlier. Cut short, it goes on where it was; run twice, it changes nothing.
    """
    while step(recomputation_id):
        pass


@transaction.atomic
def step(recomputation_id: int) -> bool:
    """The next range of terms is done; returns whether there is more to do."""
    # Another worker's run is left alone: the next sweep comes by if it dies.
    rows = Recomputation.objects.select_for_update(skip_locked=True).filter(pk=recomputation_id, finished_at=None)
    if (run := rows.first()) is None:
        return False
    hold_version()
    if not run.reached:
        run.open_terms = Term.objects.open().count()
    up_to = run.reached + STEP
    looked_at, ids = find(run.reached, up_to)
    if ids:
        run.moved += move(run, ids)
    run.reached, run.done = up_to, run.done + looked_at
    if up_to >= (Term.objects.aggregate(last=Max("pk"))["last"] or 0):
        run.finished_at = timezone.now()
    run.save()
    return run.finished_at is None


def find(after: int, up_to: int) -> tuple[int, list[int]]:
    """Return how many open terms the range of ids has, and which of them differ from their reckoning."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, parameters(newest(), running(), after, up_to))
        looked_at, ids = cursor.fetchone()
    return looked_at, ids or []


def move(run: Recomputation, ids: list[int]) -> int:
    """The terms and the copies of their due days are right; returns how many due days have moved."""
    for holder in holders():
        # Before the terms, as everywhere: whoever acts on a row locks it first and its term afterwards.
        list(
            holder._default_manager.filter(term_id__in=ids)
            .order_by("pk")
            .select_for_update(of=("self",))
            .values_list("pk")
        )
    version = newest()
    wanted = parameters(version, running(), 0, max(ids)) | {
        "ids": ids,
        "recomputation": run.pk,
        "version": version.version,
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVE, wanted)
        moved = cursor.rowcount
        for holder in holders():
            cursor.execute(COPY.format(table=holder._meta.db_table), wanted)
    return moved


def holders() -> list[type[Model]]:
    """Return the models of the rooms above that keep a copy of the due day beside their term, for a queue's index."""
    pointing = (
        relation for relation in Term._meta.get_fields(include_hidden=True) if isinstance(relation, ManyToOneRel)
    )
    found = [relation.related_model for relation in pointing if relation.field.name == "term"]
    return [model for model in found if any(field.name == "due_on" for field in model._meta.fields)]


def running() -> list[tuple[Rule, Rule]]:
    """Return each released version of a rule with the one under which its running terms stand today."""
    versions = list(Rule.objects.released().order_by("valid_from"))
    return [(rule, successor(rule, versions, clock.today())) for rule in versions]


def parameters(calendar: Calendar, rules: list[tuple[Rule, Rule]], after: int, up_to: int) -> dict[str, Any]:
    first = FIRST_DAY.toordinal()
    works = set(calendar.numbers)
    counts, counted = [], 0
    for number in range(first, calendar.last_day.toordinal() + 1):
        counted += number in works
        counts.append(counted)
    return {
        "first": FIRST_DAY,
        "counts": counts,
        "days": [number - first for number in calendar.numbers],
        "certain": calendar.last_certain_day,
        "old": [old.pk for old, _new in rules],
        "new": [new.pk for _old, new in rules],
        "lengths": [new.working_days for _old, new in rules],
        "backward": [new.is_backward for _old, new in rules],
        "keeps": [new.keeps_told for _old, new in rules],
        "codes": [new.code for _old, new in rules],
        "after": after,
        "up_to": up_to,
    }


@dataclass(frozen=True)
class Moving:
    """An open term that would move: `by` working days, negative for earlier."""

    term_id: int
    code: str
    started_on: date
    before_on: date
    after_on: date
    by: int


@dataclass(frozen=True)
class Effect:
    """What a release would do to the open terms: how many there are, how many move, and which, by rule and days.

    `kept` counts the terms that would get earlier but keep the day that was told.
    """

    open_terms: int
    kept: int
    groups: list[tuple[str, int, int]]
    first: list[Moving]

    @property
    def moving(self) -> int:
        return sum(number for _code, _by, number in self.groups)


GROUPED = f"""
    SELECT code, before_on, after_on, count(*), count(*) FILTER (WHERE is_kept)
    FROM ({RECKONED}) AS reckoned GROUP BY code, before_on, after_on
"""  # noqa: S608
FIRST_MOVING = f"""
    SELECT id, code, started_on, before_on, after_on
    FROM ({RECKONED}) AS reckoned WHERE before_on <> after_on ORDER BY id LIMIT %(listed)s
"""  # noqa: S608


def effect(calendar: Calendar | None = None, rule: Rule | None = None) -> Effect:
    """Return what the open terms would do under another calendar, or with another version of a rule; nothing moves."""
    counted_by = calendar or newest()
    wanted = parameters(counted_by, with_version(rule), 0, MAX_ID) | {"listed": LISTED}
    with connection.cursor() as cursor:
        cursor.execute(GROUPED, wanted)
        found = cursor.fetchall()
        cursor.execute(FIRST_MOVING, wanted)
        first = [
            Moving(term_id, code, started_on, before_on, after_on, counted_by.between(before_on, after_on))
            for term_id, code, started_on, before_on, after_on in cursor.fetchall()
        ]
    groups: dict[tuple[str, int], int] = {}
    for code, before_on, after_on, number, _kept in found:
        if before_on != after_on:
            by = counted_by.between(before_on, after_on)
            groups[code, by] = groups.get((code, by), 0) + number
    return Effect(
        open_terms=sum(row[3] for row in found),
        kept=sum(row[4] for row in found),
        groups=[(code, by, number) for (code, by), number in sorted(groups.items())],
        first=first,
    )


def with_version(rule: Rule | None) -> list[tuple[Rule, Rule]]:
    """Return the versions of the running terms if this one were in force today."""
    if rule is None or not rule.applies_to_running:
        return running()
    return [
        (old, rule if old.code == rule.code and old.valid_from < rule.valid_from else new) for old, new in running()
    ]
