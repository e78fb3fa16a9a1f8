"""Tables in bulk: rows as COPY spells them, read in one piece and written by a thread of their own."""

import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.apps import apps
from django.db import connection, models

NULL = r"\N"
# Counters that are kept by themselves, and letters: copies write none.
NOT_COPIED = {"letters.Letter", "filings.ReferenceCounter", "schedule.ScheduleRun"}


class Table:
    """The columns of a model that are copied, all but those the database fills in; its keys while stories are told."""

    def __init__(self, model: type[models.Model], place: int) -> None:
        self.model, self.name = model, model._meta.db_table
        self.fields = [field for field in model._meta.concrete_fields if not field.has_db_default() and not field.generated]
        self.names = [field.attname for field in self.fields]
        self.columns = ", ".join(f'"{field.column}"' for field in self.fields)
        self.counts = model._meta.auto_field is not None
        self.last_id = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 if self.counts else 0
        self.told_after = 2_000_000_000 + place * 1_000_000  # ten digits that nothing else has; they fit 32 bits

    def rows(self, condition: str) -> list[dict[str, str]]:
        """Return the rows of the condition, each as the texts of its columns by name, in the order of their keys."""
        text, query = io.StringIO(), f"SELECT {self.columns} FROM {self.name} WHERE {condition} ORDER BY 1"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", text)
        return [dict(zip(self.names, line.split("\t"), strict=True)) for line in text.getvalue().split("\n")[:-1]]


Tables = dict[type[models.Model], Table]


def every_table() -> Tables:
    """Return by model the tables whose rows can be copied."""
    known = [model for model in apps.get_models() if model._meta.label not in NOT_COPIED]
    return {model: Table(model, place) for place, model in enumerate(known, start=1)}


def count_on(last: Iterable[tuple[Table, int]]) -> None:
    """Let the database count keys on after these, in this transaction: `setval` would outlive a rollback."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"ALTER SEQUENCE {table.name}_id_seq RESTART WITH {n + 1}" for table, n in last))


def write(tables: Iterable[Table], batches: Iterable[dict[Table, list[str]]]) -> None:
    """Write each batch of lines while the next one is made.

    Indexes and foreign keys are built anew at the end: far quicker than keeping them up row by row.
    """
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        # Keys can only be dropped when none waits to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(REBUILDING, {"names": [table.name for table in tables]})
        steps = cursor.fetchall()
        cursor.execute("; ".join(drop for _order, drop, _build in reversed(steps)))
        written = pool.submit(copy_in, cursor.cursor, {})
        for batch in batches:
            written.result()
            written = pool.submit(copy_in, cursor.cursor, batch)
        written.result()
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("; ".join(build for _order, _drop, build in steps))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def copy_in(cursor: Any, batch: dict[Table, list[str]]) -> None:
    for table, lines in batch.items():
        cursor.copy_expert(f"COPY {table.name} ({table.columns}) FROM STDIN", io.StringIO("\n".join([*lines, ""])))


REBUILDING = """
    SELECT 1, format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid::regclass::text = ANY(%(names)s) AND NOT indisunique
    UNION ALL
    SELECT 2, format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%(names)s) ORDER BY 1, 2
"""
