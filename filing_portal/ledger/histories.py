"""The ledger and the rows tell the same story: every status was reached by the moves of its table."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from filing_portal.base.invariant import Invariant

# What nobody but its author has seen may go, where no move of this name leaves it in a status; its events stay.
GONE = "discard"

BREACHES = """
    WITH steps (source, verb, target) AS (
        SELECT * FROM unnest(%(sources)s::text[], %(verbs)s::text[], %(targets)s::text[])
    ), told AS (
        SELECT subject_id, verb, before ->> 'status' AS said, after ->> 'status' AS target,
               coalesce(lag(after ->> 'status') OVER in_order, '') AS source,
               lead(id) OVER in_order IS NULL AS is_last
        FROM ledger_event
        WHERE subject_type = %(kind)s AND (after ? 'status' OR verb = %(gone)s)
        WINDOW in_order AS (PARTITION BY subject_id ORDER BY at, id)
    )
    SELECT %(kind)s || ' ' || told.subject_id || ': ' || told.verb
    FROM told LEFT JOIN steps USING (source, verb, target)
    WHERE told.verb <> %(gone)s
      AND (steps.verb IS NULL OR coalesce(told.said, '') <> told.source AND told.verb <> ALL(%(repeats)s))
    UNION ALL
    SELECT %(kind)s || ' ' || coalesce(subject.id, told.subject_id) || ': now ' || coalesce(subject.status, 'gone')
    FROM (SELECT * FROM told WHERE is_last) AS told FULL JOIN (SELECT * FROM {table} WHERE {where}) AS subject
         ON subject.id = told.subject_id
    WHERE subject.status IS DISTINCT FROM told.target
"""


def history_of(
    model: type[Any], births: Mapping[str, str], repeats: tuple[str, ...] = (), where: str = "TRUE"
) -> Invariant:
    """Return the promise that each row's events are a path of its MOVES and end at its status.

    `births`: how a row comes into being, by verb, and the status it has then. `repeats`: verbs that tell the status
    and leave it as it is. `where`: SQL that tells which rows have a history at all.
    """
    table, kind = model._meta.db_table, model._meta.label_lower
    return Invariant(
        f"The history of every {model._meta.model_name} is a path of its moves and ends at its status",
        rows=f"SELECT count(*) FROM ledger_event WHERE subject_type = '{kind}'",  # noqa: S608
        breaches=BREACHES.format(table=table, where=where),
        parameters=partial(steps_of, model, births, repeats),
    )


def steps_of(model: type[Any], births: Mapping[str, str], repeats: tuple[str, ...]) -> dict:
    """Return the allowed steps as three lists: status left, verb, status reached."""
    steps = [("", verb, str(status)) for verb, status in births.items()]
    for verb, move in model.MOVES.items():
        steps += [(str(source), verb, str(move.target)) for source in sorted(move.sources)]
    steps += [
        (status, verb, status) for verb in repeats for status, _label in model._meta.get_field("status").flatchoices
    ]
    sources, verbs, targets = (list(column) for column in zip(*steps, strict=True))
    return {
        "kind": model._meta.label_lower,
        "gone": "" if GONE in model.MOVES else GONE,
        "repeats": list(repeats),
        "sources": sources,
        "verbs": verbs,
        "targets": targets,
    }
