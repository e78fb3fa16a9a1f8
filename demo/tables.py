"""Tables in bulk: rows as COPY spells them, read in one piece and written by a thread of its own."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models, transaction

from filing_portal.terms.workflow.versions import calendar_of

NULL = r"\N"
BATCH = 50_000
# Counters that are kept by themselves, and letters: copies write none.
NOT_COPIED = {"letters.Letter", "filings.ReferenceCounter", "schedule.ScheduleRun"}


class Table:
    """The columns of a model that are copied, all but those the database fills in; its keys while stories are told."""

    def __init__(self, model: type[models.Model], place: int) -> None:
        self.model, self.name = model, model._meta.db_table
        self.fields = [
            field for field in model._meta.concrete_fields if not (field.has_db_default() or field.generated)
        ]
        self.names = [field.attname for field in self.fields]
        self.columns = ", ".join(f'"{field.column}"' for field in self.fields)
        self.counts = model._meta.auto_field is not None
        self.last_id = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 if self.counts else 0
        self.told_after = 2_000_000_000 + place * 1_000_000  # ten digits that nothing else has; they fit 32 bits
        self.lines: list[str] = []

    def rows(self, condition: str) -> list[dict[str, str]]:
        """Return the rows of the condition, each as the texts of its columns by name, in the order of their keys."""
        text, query = io.StringIO(), f"SELECT {self.columns} FROM {self.name} WHERE {condition} ORDER BY 1"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", text)
        lines = text.getvalue().split("\n")[:-1]
        return [dict(zip(self.names, line.split("\t"), strict=True)) for line in lines]


class Tables:
    """Every table whose rows can be copied, and what waits to be written to it."""

    def __init__(self) -> None:
        known = [model for model in apps.get_models() if model._meta.label not in NOT_COPIED]
        self.by_model = {model: Table(model, place) for place, model in enumerate(known)}
        self.counted = [table for table in self.by_model.values() if table.counts]
        self.waiting = 0

    def count_on(self, apart: bool = False) -> None:
        """Let the database count keys on from the last ones; apart, from a range that tells them from everything."""
        last = [table.told_after if apart else table.last_id for table in self.counted]
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ON, [[table.name for table in self.counted], last])
        # A calendar is kept by the key and the moment of its notice. Where the clock stands still, a key that is given
        # once more would find the calendar of a notice that was rolled back.
        calendar_of.cache_clear()

    @contextmanager
    def told_apart(self) -> Iterator[None]:
        """Take back in the end what is done inside; its keys come from the range of their own."""
        try:
            with transaction.atomic():
                self.count_on(apart=True)
                yield
                transaction.set_rollback(True)
        finally:
            self.count_on()  # no rollback takes a sequence back

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write what is added inside; the caller's transaction holds it together."""
        with ThreadPoolExecutor(1) as self.pool, connection.cursor() as cursor:
            self.cursor, self.written = cursor.cursor, self.pool.submit(lambda: None)
            yield
            self.flush()
            self.written.result()

    def flush(self) -> None:
        """Hand what waits over to the thread, once it is done with what came before."""
        self.written.result()
        job = [(table, "\n".join([*table.lines, ""])) for table in self.by_model.values() if table.lines]
        for table, _text in job:
            table.lines = []
        self.waiting, self.written = 0, self.pool.submit(self._copy, job)

    def _copy(self, job: list[tuple[Table, str]]) -> None:
        for table, text in job:
            self.cursor.copy_expert(f"COPY {table.name} ({table.columns}) FROM STDIN", io.StringIO(text))


@contextmanager
def rebuilt_afterwards(tables: Tables) -> Iterator[None]:
    """Build indexes and foreign keys anew at the end: far quicker than keeping them up row by row."""
    with connection.cursor() as cursor:
        cursor.execute(REBUILDING, {"names": [table.name for table in tables.by_model.values()]})
        steps = cursor.fetchall()
        for _order, drop, _build in reversed(steps):
            cursor.execute(drop)
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _order, _drop, build in steps:
            cursor.execute(build)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


COUNT_ON = """
    SELECT setval(pg_get_serial_sequence(name, 'id'), greatest(last, 1), last > 0)
    FROM unnest(%s::text[], %s::bigint[]) AS tables (name, last)
"""
REBUILDING = """
    SELECT 1, format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid::regclass::text = ANY(%(names)s) AND NOT indisunique
    UNION ALL
    SELECT 2, format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%(names)s) ORDER BY 1, 2
"""
