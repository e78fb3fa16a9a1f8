"""Invariants: what must hold at every moment, each as one SQL question for the rows that break it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from filing_portal.base import parts

EXAMPLES = 3


@dataclass(frozen=True)
class Invariant:
    """A promise about the rows of the database.

    `rows` is SQL that counts what it covers, `breaches` SQL that returns a label for each row that breaks it, both with
    `parameters`; `prepare` runs before, `applies` tells whether it can hold here at all.
    """

    name: str
    rows: str
    breaches: str
    parameters: Callable[[], dict[str, Any]] = dict
    prepare: Callable[[], None] = field(default=lambda: None)
    applies: Callable[[], bool] = field(default=lambda: True)


@dataclass(frozen=True)
class Finding:
    """How many rows were looked at, how many break the promise, and the first of those."""

    rows: int
    breaches: int
    examples: tuple[str, ...]


def ask(invariant: Invariant) -> Finding:
    """Count what the promise covers and what breaks it. Reads only; may be called at any time."""
    if not invariant.applies():
        return Finding(0, 0, ())
    invariant.prepare()
    with connection.cursor() as cursor:
        cursor.execute(invariant.rows, invariant.parameters())
        rows = cursor.fetchone()[0]
        cursor.execute(f"SELECT * FROM ({invariant.breaches}) AS found (label)", invariant.parameters())  # noqa: S608
        found = [label for (label,) in cursor.fetchall()]
    return Finding(rows, len(found), tuple(sorted(found)[:EXAMPLES]))


def collected() -> tuple[Invariant, ...]:
    """Return the promises of every app, as its `invariants.py` makes them, lowest room first."""
    return tuple(invariant for part in parts.modules("invariants") for invariant in part.INVARIANTS)
