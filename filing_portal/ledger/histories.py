"""The invariant that the ledger and the rows agree: every status was reached by the moves of its table."""

from functools import partial
from typing import Any

from filing_portal.base.invariant import Invariant

UNBORN = ""  # the status before the first event
GONE = ""  # and the one after the last event of a row that a verb has removed

# An event without a status before is a birth or a repeat, one without a status after the end of its row.
BREACHES = """
    WITH steps (source, verb, target) AS (
        SELECT * FROM unnest(%(sources)s::text[], %(verbs)s::text[], %(targets)s::text[])
    ), told AS (
        SELECT subject_id, verb, before ->> 'status' AS said, coalesce(after ->> 'status', '') AS target,
               coalesce(lag(after ->> 'status') OVER in_order, '') AS source,
               lead(id) OVER in_order IS NULL AS is_last
        FROM ledger_event
        WHERE subject_type = %(kind)s AND (before ? 'status' OR after ? 'status')
        WINDOW in_order AS (PARTITION BY subject_id ORDER BY at, id)
    )
    SELECT %(kind)s || ' ' || told.subject_id || ': ' || told.verb
    FROM told LEFT JOIN steps USING (source, verb, target)
    WHERE steps.verb IS NULL OR coalesce(told.said, '') <> told.source AND told.verb <> ALL(%(repeats)s)
    UNION ALL
    SELECT %(kind)s || ' ' || coalesce(subject.id, told.subject_id) || ': now ' || coalesce(subject.status, 'gone')
    FROM (SELECT * FROM told WHERE is_last) AS told FULL JOIN (SELECT * FROM {table} WHERE {where}) AS subject
         ON subject.id = told.subject_id
    WHERE subject.status IS DISTINCT FROM nullif(told.target, %(gone)s)
"""


def history_of(model: type[Any], where: str = "TRUE") -> Invariant:
    """Return the promise that each row's events are a path of its MOVES and end at its status.

    `where`: SQL that tells which rows have a history at all.
    """
    table, kind = model._meta.db_table, model._meta.label_lower
    return Invariant(
        f"The history of every {model._meta.model_name} is a path of its moves and ends at its status",
        rows=f"SELECT count(*) FROM ledger_event WHERE subject_type = '{kind}'",  # noqa: S608
        breaches=BREACHES.format(table=table, where=where),
        parameters=partial(steps_of, model),
    )


def steps_of(model: type[Any]) -> dict[str, Any]:
    """Return the allowed steps as three lists: status left, verb, status reached; and the verbs that leave a status."""
    repeats = [verb for verb, move in model.MOVES.items() if move.target is None]
    steps = [
        (str(source), verb, str(source if move.target is None else move.target))
        for verb, move in model.MOVES.items()
        for source in sorted(move.sources) or [UNBORN]
    ]
    sources, verbs, targets = (list(column) for column in zip(*steps, strict=True))
    return {
        "kind": model._meta.label_lower,
        "gone": GONE,
        "repeats": repeats,
        "sources": sources,
        "verbs": verbs,
        "targets": targets,
    }
