"""Tables in bulk: rows as COPY spells them, read in one piece and written by a thread of its own."""

import io
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property

from django.apps import apps
from django.db import connection
from django.db.models import Model

NULL = r"\N"
BATCH = 50_000
# Written once for all copies, or by nobody: letters to the demo's providers would drown every real one.
NOT_COPIED = {"letters.Letter", "filings.ReferenceCounter", "workdays.ScheduleRun"}


class Table:
    """The columns of a model that are copied: all but those the database fills in itself."""

    def __init__(self, model: type[Model]) -> None:
        self.model, self.label, self.name = model, model._meta.label, model._meta.db_table
        self.fields = [field for field in model._meta.concrete_fields if not field.has_db_default()]
        self.columns = ", ".join(f'"{field.column}"' for field in self.fields)
        self.key = model._meta.pk.column
        self.counts = model._meta.auto_field is not None
        self.lines: list[str] = []

    @cached_property
    def last_id(self) -> int:
        return self.model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0

    def rows(self, condition: str) -> list[list[str]]:
        """Return the rows of the condition, each as the texts of its columns, in the order of their keys."""
        text = io.StringIO()
        query = f'SELECT {self.columns} FROM {self.name} WHERE {condition} ORDER BY "{self.key}"'  # noqa: S608
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", text)
        return [line.split("\t") for line in text.getvalue().splitlines()]


class Tables:
    """Every table whose rows can be copied, and what waits to be written to it."""

    def __init__(self) -> None:
        known = (Table(model) for model in apps.get_models() if model._meta.label not in NOT_COPIED)
        self.by_model = {table.model: table for table in known}
        self.waiting = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write what is added inside; the caller's transaction holds it together."""
        with ThreadPoolExecutor(1) as self.pool, connection.cursor() as cursor:
            self.cursor, self.written = cursor.cursor, Future[None]()
            self.written.set_result(None)
            yield
            self.flush()
            self.written.result()
        self._move_sequences_on()

    def flush(self) -> None:
        """Hand what waits over to the thread, when it is done with what came before."""
        self.written.result()
        job = [(table, "\n".join(table.lines) + "\n") for table in self.by_model.values() if table.lines]
        for table, _text in job:
            table.lines = []
        self.waiting = 0
        self.written = self.pool.submit(self._copy, job)

    def _copy(self, job: list[tuple[Table, str]]) -> None:
        for table, text in job:
            self.cursor.copy_expert(f"COPY {table.name} ({table.columns}) FROM STDIN", io.StringIO(text))

    def _move_sequences_on(self) -> None:
        with connection.cursor() as cursor:
            for table in self.by_model.values():
                if table.counts and table.last_id:
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table.name, table.last_id])


@contextmanager
def rebuilt_afterwards(tables: Tables) -> Iterator[None]:
    """Build indexes and foreign keys anew at the end: far quicker than keeping them up row by row."""
    names = [table.name for table in tables.by_model.values()]
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS, [names])
        keys = cursor.fetchall()
        cursor.execute(INDEXES, [names])
        indexes = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY 1, 2
"""
INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
    FROM pg_index i
    WHERE i.indrelid::regclass::text = ANY(%s) AND NOT i.indisunique
    ORDER BY 1
"""
