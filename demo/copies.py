"""Multiply told stories.

The verbs tell each once, its rows are read back as text and taken back, and the text is written again and again with
other names, codes, keys and places.

While they are told, keys come from a range of their own and names are marks, so that whatever differs from copy to copy
is known by its look, in columns, snapshots and the ledger alike. Verbs and nouns that come later are copied as well.
"""

import io
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from itertools import count, islice
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from demo import codes, names
from demo.accounts import MAIL, enter, reviewer
from demo.script import FIRST_DAY, stories_of
from demo.stage import Party, moment, tell
from filing_portal.accounts.models import User
from filing_portal.base.canonical import canonical
from filing_portal.vault.models import SealedValue
from filings.models import Filing, ReferenceCounter
from filings.references import reference
from providers import divisions
from registry.models import Block, Entry
from registry.numbers import compose

NOT_COPIED = {"letters.Letter", "filings.ReferenceCounter", "schedule.ScheduleRun"}
COUNTY = "330106"  # where the stories are told; the copies lie anywhere
OFFICER = 2_000_000_000  # the key of the officer who decides there; it comes before those of the rows that are copied
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOLD = re.compile(
    rf"⟦[^⟧]+⟧|\b20\d{{8}}\b|{UUID}|C-\d{{4}}-\d{{6}}|浙网信备|(?<!\d)\d{{19}}[\dX]|\\\\x[0-9a-f]+|\b[0-9a-f]{{64}}\b"
    rf'|\b{COUNTY}\b|(?<="province": ")33|(?<=\t)(?:33|浙)(?=\t)|^\d{{8}}(?=\t)|(?<=\t)\d{{8}}(?=\t)',
    re.MULTILINE,
)
# How often copies lie there, compared with one another.
PROVINCES = {row.code: 1 for row in divisions.provinces()} | {"44": 5, "11": 5, "33": 4, "31": 3, "32": 3, "51": 2}
BATCH = 300  # copies


def form(text: str) -> str:
    """Return the text as a form for the % operator; what differs is filled in under the text that was told."""
    return TOLD.sub(lambda found: f"%({found[0]})s", text.replace("%", "%%"))


def flat(facts: dict[str, Any]) -> dict[str, str]:
    """Return the facts of a provider and of its person by the marks that stand for them."""
    person = {f"⟦person.{name}⟧": value for name, value in facts["person"].items()}
    return person | {f"⟦{name}⟧": value for name, value in facts.items()}


class Table:
    """A table in bulk: the columns that are copied, all but those the database fills in, and its keys."""

    def __init__(self, model: type[models.Model], place: int) -> None:
        self.name = model._meta.db_table
        fields = [field for field in model._meta.concrete_fields if not field.has_db_default() and not field.generated]
        self.columns = ", ".join(f'"{field.column}"' for field in fields)
        self.counts = model._meta.auto_field is not None
        self.last_id = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 if self.counts else 0
        self.told_after = 2_000_000_000 + place * 1_000_000  # ten digits that nothing else has; they fit 32 bits

    def read(self, condition: str) -> str:
        """Return the rows of the condition as COPY spells them, a line for each."""
        text, query = io.StringIO(), f"SELECT {self.columns} FROM {self.name} WHERE {condition} ORDER BY 1"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", text)
        return text.getvalue()

    def write(self, cursor: Any, text: str) -> None:
        cursor.copy_expert(f"COPY {self.name} ({self.columns}) FROM STDIN", io.StringIO(text))


class Template:
    """The stories of one provider, told once, as forms that the values of a copy fill."""

    def __init__(self, words: list[str], officer: User, rng: Random, on: date, tables: dict[Any, Table]) -> None:
        self.filings, self.is_individual = len(words), rng.random() < 1 / 12
        facts = names.facts(rng, 1, COUNTY, self.is_individual)
        person = {name: value and f"⟦person.{name}⟧" for name, value in facts["person"].items()}
        kept = {name: facts[name] for name in facts.keys() & {"nature", "county", "document_kind"}}
        facts = {name: f"⟦{name}⟧" for name in facts} | kept | {"person": person}
        party = Party(facts, enter(f"account-⟦n⟧@{MAIL}", person["name"], moment(FIRST_DAY)), officer)
        services = [(word, names.service(rng, f"⟦brand{place}⟧")) for place, word in enumerate(words)]
        tell(stories_of(party, services, rng, on, "s⟦n⟧"), moment(on))
        self.provider, self.block = party.provider.pk, Block.objects.filter(provider=party.provider).first()
        self.read(tables)

    def read(self, tables: dict[Any, Table]) -> None:
        """Read what was told: rows with counted keys, and those with other keys that belong to them."""
        rows = {table: table.read(f"id > {table.told_after}") for table in tables.values() if table.counts}
        self.keys = {table: re.findall(r"^\d+", text, re.MULTILINE) for table, text in rows.items()}
        self.uuids = set(re.findall(UUID, "".join(rows.values())))
        rows[tables[SealedValue]] = tables[SealedValue].read("id IN ('{}')".format("', '".join(self.uuids)))
        rows[tables[Block]] = tables[Block].read(f"provider_id = {self.provider}")
        self.forms = {table: form(text) for table, text in rows.items() if text}
        self.entries = list(Entry.objects.filter(pk__gt=tables[Entry].told_after))
        filings = Filing.objects.filter(pk__gt=tables[Filing].told_after, reference__isnull=False)
        self.references = sorted(filing.reference or "" for filing in filings)
        self.sealed = [
            (row, {name: form(text) for name, text in row.unseal().items()})
            for row in SealedValue.objects.filter(pk__in=self.uuids)
        ]
        self.frozen = {
            row.sha256: form(canonical(row.snapshot).decode())
            for model, table in tables.items()
            if hasattr(model, "sha256")
            for row in model._base_manager.filter(pk__gt=table.told_after)
        }


class Copies:
    """Tells stories that lead up to the day `on`, and writes copies of them anywhere in the provinces given."""

    def __init__(self, rng: Random, on: date, provinces: Iterable[str] = PROVINCES) -> None:
        self.rng, self.on = rng, on
        self.officers = {code: reviewer(code, moment(FIRST_DAY)).pk for code in provinces}
        self.provinces = [code for code in self.officers for _time in range(PROVINCES[code])]
        known = [model for model in apps.get_models() if model._meta.label not in NOT_COPIED]
        self.tables = {model: Table(model, place) for place, model in enumerate(known, start=1)}
        self.counted = [table for table in self.tables.values() if table.counts]
        self.given = dict(ReferenceCounter.objects.values_list("year", "last"))

    def tell(self, stories: Iterable[list[str]]) -> list[Template]:
        """Tell the stories of one provider after the other and take them back; return their templates."""
        told = []
        with transaction.atomic():
            officer = enter(f"told@{MAIL}", "审核员", moment(FIRST_DAY), COUNTY[:2], id=OFFICER)
            count_on((table, table.told_after) for table in self.counted)
            for words in stories:
                with transaction.atomic():
                    told.append(Template(words, officer, self.rng, self.on, self.tables))
                    transaction.set_rollback(True)
            transaction.set_rollback(True)
        return told

    def write(self, templates: Iterable[Template]) -> None:
        """Write a copy of each; the database goes on after the keys and references that were given.

        Indexes and foreign keys are built anew at the end: far quicker than keeping them up row by row.
        """
        with connection.cursor() as cursor, ThreadPoolExecutor(1) as pool:
            # Keys can only be dropped when none waits to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(REBUILDING, {"names": [table.name for table in self.tables.values()]})
            steps = cursor.fetchall()
            cursor.execute("; ".join(drop for _order, drop, _build in reversed(steps)))
            written: list[Future[None]] = []
            for table, text in self.texts(iter(templates)):
                written = [*written[-40:], pool.submit(table.write, cursor.cursor, text)]
                written[0].result()
            for each in written:
                each.result()
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute("; ".join(build for _order, _drop, build in steps))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        count_on((table, table.last_id) for table in self.counted)
        for year, last in self.given.items():
            ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})

    def texts(self, templates: Iterator[Template]) -> Iterator[tuple[Table, str]]:
        while some := list(islice(templates, BATCH)):
            lines = defaultdict(list)
            for template in some:
                values = self.values(template)
                for table, text in template.forms.items():
                    lines[table].append(text % values)
            yield from ((table, "".join(copies)) for table, copies in lines.items())

    def values(self, template: Template) -> dict[str, Any]:
        """Return by the told text what stands in its place in this copy."""
        values: dict[str, Any] = {told: uuid.uuid4() for told in template.uuids}
        for table, keys in template.keys.items():
            values |= zip(keys, count(table.last_id + 1))
            table.last_id += len(keys)
        n, province = values[str(template.provider)], self.rng.choice(self.provinces)
        county, block = self.rng.choice(divisions.counties_of(province))[0], codes.block(n)
        values |= {"⟦n⟧": n, str(template.block): block, str(OFFICER): self.officers[province]}
        values |= {COUNTY: county, COUNTY[:2]: province}
        values |= flat(names.facts(self.rng, n, county, template.is_individual))
        values |= {f"⟦brand{place}⟧": names.brand(self.rng) for place in range(template.filings)}
        for row, told in template.sealed:
            clear = {name: text % values for name, text in told.items()}
            new = SealedValue.of(row.kind, clear, clear.get("mobile") or f"{clear['kind']}:{clear['number']}")
            values |= {
                str(row.pk): new.pk,
                row.digest: new.digest,
                rf"\\x{row.sealed.hex()}": rf"\\x{new.sealed.hex()}",
            }
        for entry in template.entries:
            number = compose(county, entry.year, block, entry.serial)
            values |= {entry.number: number.body, "浙": number.glyph, "浙网信备": f"{number.glyph}网信备"}
        for former in template.references:
            year = int(former[2:6])
            self.given[year] = self.given.get(year, 0) + 1
            values[former] = reference(year, self.given[year])
        return values | {told: sha256((text % values).encode()).hexdigest() for told, text in template.frozen.items()}


def count_on(last: Iterable[tuple[Table, int]]) -> None:
    """Let the database count keys on after these, in this transaction: `setval` would outlive a rollback."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"ALTER SEQUENCE {table.name}_id_seq RESTART WITH {n + 1}" for table, n in last))


REBUILDING = """
    SELECT 1, format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid::regclass::text = ANY(%(names)s) AND NOT indisunique
    UNION ALL
    SELECT 2, format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%(names)s) ORDER BY 1, 2
"""
