"""Work every open term out again under the versions in force, in the database: there may be a million."""

from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Max

from filing_portal.base import clock
from filing_portal.terms.models import Recomputation, Term, holders
from filing_portal.terms.workflow.reckoning import RECKONED, parameters, running
from filing_portal.terms.workflow.versions import hold_recomputing, hold_version, newest

STEP = 500_000  # ids looked at in one transaction

# A quick check of every term: most are due on the computed day. Those that it selects are checked more closely.
DIFFERS = """
    (computed.day <> term.due_on OR version.limit_id <> term.limit_id OR term.announced_on > term.due_on
        OR (greatest(term.due_on, term.started_on) > %(certain)s) <> term.is_provisional)
"""

COUNT = "SELECT count(*) FROM terms_term WHERE met_on IS NULL AND id > %(after)s AND id <= %(up_to)s"

FIND = f"""
    CREATE TEMPORARY TABLE moving ON COMMIT DROP AS
    SELECT * FROM ({RECKONED.format(which=DIFFERS)}) AS reckoned
    WHERE computed_on IS NOT NULL
      AND (before_on <> after_on OR was_provisional <> is_provisional OR old_limit <> limit_id)
"""  # noqa: S608

# Before the terms, as everywhere: whoever acts on a row locks it first and its term afterwards.
HOLD = "SELECT id FROM {table} WHERE term_id IN (SELECT id FROM moving) ORDER BY id FOR NO KEY UPDATE"

# Few of many terms move, and they lie in memory; the planner knows neither. So several processes look for them, and
# what is found is fetched by its key.
FEW = "SET LOCAL parallel_tuple_cost = 0; SET LOCAL random_page_cost = 1"
BY_KEY = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"

# Skip a term that a verb has changed since it was found: that verb has counted by the same version.
MOVE = """
    WITH written AS (
        UPDATE terms_term AS term
        SET due_on = moving.after_on, is_provisional = moving.is_provisional, limit_id = moving.limit_id,
            counted_by_id = %(version)s,
            announced_on = CASE WHEN term.announced_on IS NULL THEN NULL ELSE moving.after_on END
        FROM moving
        WHERE term.id = moving.id AND term.id > %(after)s AND term.id <= %(up_to)s AND term.met_on IS NULL
          AND (term.limit_id, term.started_on, term.due_on) = (moving.old_limit, moving.started_on, moving.before_on)
          AND term.announced_on IS NOT DISTINCT FROM moving.announced_on
        RETURNING term.id, moving.before_on, moving.after_on
    )
    INSERT INTO terms_shift (recomputation_id, term_id, before_on, after_on)
    SELECT %(recomputation)s, id, before_on, after_on FROM written WHERE before_on <> after_on
"""

COPY = """
    UPDATE {table} AS holder SET due_on = term.due_on FROM terms_term AS term
    WHERE holder.term_id = term.id AND term.id IN (SELECT id FROM moving)
      AND holder.due_on IS DISTINCT FROM term.due_on
"""


def recompute(recomputation_id: int) -> None:
    """Work out every open term under the versions in force, and write a shift for each that moved.

    A day announced to a provider never gets earlier. Idempotent: cut short, it goes on where it was; run twice, it
    changes nothing.
    """
    while step(recomputation_id):
        pass


@transaction.atomic
def step(recomputation_id: int) -> bool:
    """Work out the next STEP ids of terms in one transaction; return whether there is more to do.

    Return False, having done nothing, while another worker takes a step. Idempotent once the run is finished.
    """
    # Leave another worker's run to that worker; if it dies, the next sweep goes on with it.
    if not hold_recomputing():
        return False
    if (run := Recomputation.objects.filter(pk=recomputation_id, finished_at=None).first()) is None:
        return False
    hold_version()
    if not run.reached:
        run.open_terms = Term.objects.open().count()
    up_to = run.reached + STEP
    looked_at, moved = correct_terms(run, up_to)
    run.reached, run.done, run.moved = up_to, run.done + looked_at, run.moved + moved
    if up_to >= (Term.objects.aggregate(last=Max("pk"))["last"] or 0):
        run.finished_at = clock.now()
    run.save()
    return run.finished_at is None


def correct_terms(run: Recomputation, up_to: int) -> tuple[int, int]:
    """Correct the open terms with ids up to `up_to`, and the copies of their due days.

    Return how many of them are open, and how many due days have moved.
    """
    version = newest()
    wanted = parameters(version, running(), run.reached, up_to)
    wanted |= {"recomputation": run.pk, "version": version.version}
    with connection.cursor() as cursor:
        cursor.execute(FEW)
        cursor.execute(COUNT, wanted)
        looked_at = cursor.fetchone()[0]
        cursor.execute(FIND, wanted)
        moved = write(cursor, wanted) if cursor.rowcount else 0
        cursor.execute("DROP TABLE moving")
    return looked_at, moved


def write(cursor: CursorWrapper, wanted: dict[str, Any]) -> int:
    """Correct the terms that were found; return how many due days have moved."""
    tables = [holder._meta.db_table for holder in holders()]
    held = [table for table in tables if lock_holders(cursor, table)]
    cursor.execute(BY_KEY)
    cursor.execute(MOVE, wanted)
    moved: int = cursor.rowcount
    for table in held:
        cursor.execute(COPY.format(table=table))
    return moved


def lock_holders(cursor: CursorWrapper, table: str) -> int:
    """Lock the rows of the table that hold the terms; return how many there are."""
    cursor.execute(HOLD.format(table=table))
    locked: int = cursor.rowcount
    return locked
