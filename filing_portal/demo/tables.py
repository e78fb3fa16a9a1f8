"""Writing rows in bulk: COPY from a thread of its own, for large amounts with indexes and keys built afterwards."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from queue import Queue
from threading import Thread

from django.apps import apps
from django.db import connection
from django.db.models import Model

NULL = "None"  # as Python spells nothing
BATCH = 50_000
MODELS = (
    "accounts.User account.EmailAddress vault.SealedValue providers.Provider providers.Membership filings.Service"
    " filings.Filing filings.Round terms.Term reviews.Review reviews.Reason registry.Block registry.Entry"
    " registry.Version inspections.Inspection ledger.Event offices.Officer"
).split()


class Table:
    """The lines of one table that wait to be copied, in the order of its model's columns."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.columns = [field.column for field in model._meta.concrete_fields if not field.generated]
        self.pick = itemgetter(*self.columns)
        self.line = "\t".join(["%s"] * len(self.columns))
        self.lines: list[str] = []
        self.has_serial = model._meta.pk.column == "id" and model._meta.auto_field is not None
        self.last_id = (
            self.model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 if self.has_serial else 0
        )

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def take(self) -> list[str]:
        """Return the lines that wait; none waits then."""
        lines, self.lines = self.lines, []
        return lines


class Tables:
    """All tables of the made-up data; `add` takes the values of every column by name, spelt for COPY."""

    def __init__(self) -> None:
        self.by_label = {label: Table(apps.get_model(label)) for label in MODELS}
        self.waiting = 0
        self.copying: Queue = Queue(maxsize=2)
        self.failure: Exception | None = None
        self.thread = Thread(target=self._copy_all, args=(connection.cursor().cursor,), daemon=True)

    def next_id(self, label: str) -> int:
        return self.by_label[label].next_id()

    def add(self, label: str, **values) -> None:
        """The row will be written. Every column must be given: a forgotten one is a KeyError."""
        table = self.by_label[label]
        table.lines.append(table.line % table.pick(values))
        self.waiting += 1

    def flush_when_full(self) -> None:
        if self.waiting >= BATCH:
            self.flush()

    def flush(self) -> None:
        """What waits is handed over to the copying thread."""
        if self.failure:
            raise self.failure
        # All tables as one job: the history is told on while they are copied.
        self.copying.put([(table, table.take()) for table in self.by_label.values() if table.lines])
        self.waiting = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything added inside stands in the tables afterwards; the caller's transaction holds it together."""
        self.thread.start()
        try:
            yield
            self.flush()
        finally:
            self.copying.put(None)
            self.thread.join()
        if self.failure:
            raise self.failure
        self._move_sequences_on()

    def _copy_all(self, cursor) -> None:
        while (job := self.copying.get()) is not None:
            if self.failure is None:
                try:
                    for table, lines in job:
                        copy(cursor, table, lines)
                except Exception as error:  # told to the thread that waits; what follows is only drained
                    self.failure = error

    def _move_sequences_on(self) -> None:
        with connection.cursor() as cursor:
            for table in self.by_label.values():
                if table.has_serial and table.last_id:
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table.name, table.last_id])


def copy(cursor, table: Table, lines: list[str]) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    text = io.StringIO("\n".join(lines) + "\n")
    cursor.copy_expert(f"COPY {table.name} ({columns}) FROM STDIN (NULL '{NULL}')", text)


def escaped(text: str) -> str:
    """Return text that may hold a backslash or the end of a line as COPY spells it."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def array(items: list[str]) -> str:
    """Return a list of plain words as PostgreSQL spells an array."""
    return "{" + ",".join(items) + "}"


@contextmanager
def rebuilt_afterwards(tables: Tables) -> Iterator[None]:
    """Indexes and foreign keys of the tables are made anew: far quicker than keeping them up row by row."""
    names = [table.name for table in tables.by_label.values()]
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
