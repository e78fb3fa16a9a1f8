"""Multiplies told stories: the verbs tell each once, its rows are read back as text and taken back, and the text is
written again and again with other names, codes, keys and places.

While they are told, keys come from a range of their own and names are marks, so that whatever differs from copy to copy
is known by its look, in columns, snapshots and the ledger alike. Verbs and nouns that come later are copied as well.
"""

import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import chain, count, islice
from random import Random
from typing import Any

from django.db import transaction

from demo import codes, names
from demo.accounts import MAIL, enter, reviewer
from demo.script import FIRST_DAY, stories_of
from demo.stage import Party, moment, tell
from demo.tables import NULL, Table, Tables, count_on, every_table, write
from filing_portal.accounts.models import User
from filing_portal.base.canonical import canonical
from filing_portal.vault.models import SealedValue
from filings.models import Filing, ReferenceCounter
from filings.references import reference
from providers import divisions
from providers.models import Provider
from registry.models import Block, Entry
from registry.numbers import compose

COUNTY = "330106"  # where the stories are told; the copies lie anywhere
OFFICER = 2_000_000_000  # the key of the officer who decides there; it comes before those of the rows that are copied
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOLD = re.compile(
    rf"⟦[^⟧]+⟧|\b20\d{{8}}\b|{UUID}|C-\d{{4}}-\d{{6}}|浙网信备|(?<!\d)\d{{19}}[\dX]|\\\\x[0-9a-f]+|\b[0-9a-f]{{64}}\b"
    rf'|\b{COUNTY}\b|(?<="province": ")33'
)
MARKED = {name: f"⟦{name}⟧" for name in ("province", "glyph", "block_id", "value")}  # columns that do not show it
KEPT = {"nature", "county", "document_kind"}
INDEX = {"person": "{mobile}", "document": "{kind}:{number}"}  # by what a sealed value is looked up
# How often copies lie there, compared with one another.
PROVINCES = {row.code: 1 for row in divisions.provinces()} | {"44": 10, "11": 9, "33": 8, "31": 7, "32": 6, "51": 3}
BATCH = 300  # copies


def form(text: str) -> str:
    """Return the text as a form for the % operator; what differs is filled in under the text that was told."""
    return TOLD.sub(lambda found: f"%({found[0]})s", text.replace("%", "%%"))


def flat(facts: dict[str, Any]) -> dict[str, str]:
    """Return the facts a provider registers with, and those of its person, by the marks that stand for them."""
    person = {f"⟦person.{name}⟧": value for name, value in facts["person"].items()}
    return person | {f"⟦{name}⟧": value for name, value in facts.items()}


class Template:
    """The stories of one provider, told once, as forms that the values of a copy fill."""

    def __init__(self, words: list[str], officer: User, rng: Random, on: date, tables: Tables) -> None:
        self.nature, self.filings = names.nature(rng), len(words)
        facts = names.facts(rng, 1, COUNTY, **self.nature)
        person = {name: value and f"⟦person.{name}⟧" for name, value in facts["person"].items()}
        facts = {name: value if name in KEPT else f"⟦{name}⟧" for name, value in facts.items()} | {"person": person}
        party = Party(facts, enter(f"account-⟦n⟧@{MAIL}", person["name"], moment(FIRST_DAY)), officer)
        services = [(word, names.service(rng, f"⟦brand{place}⟧")) for place, word in enumerate(words)]
        tell(stories_of(party, services, rng, on, "s⟦n⟧"), moment(on))
        self.read(tables)

    def read(self, tables: Tables) -> None:
        """Read what was told: rows with counted keys, and those with other keys that these point to."""
        self.rows = {table: table.rows(f"id > {table.told_after}") for table in tables.values() if table.counts}
        self.uuids = set(re.findall(UUID, json.dumps([*self.rows.values()])))
        for model, condition in (
            (SealedValue, "id IN ('{}')".format("', '".join(self.uuids))),
            (Block, f"provider_id > {tables[Provider].told_after}"),
        ):
            self.rows[tables[model]] = tables[model].rows(condition)
        self.provider = self.rows[tables[Provider]][0]["id"]
        self.entries, self.sealed = self.rows[tables[Entry]], self.rows[tables[SealedValue]]
        self.references = sorted({row["reference"] for row in self.rows[tables[Filing]]} - {NULL})
        self.forms = {table: form("\n".join(map(spelt, rows))) for table, rows in self.rows.items() if rows}
        self.unsealed = {row["id"]: unsealed(row) for row in self.sealed}
        self.frozen = {
            row["sha256"]: form(canonical(json.loads(row["snapshot"].replace("\\\\", "\\"))).decode())
            for row in chain(*self.rows.values())
            if "sha256" in row
        }


def spelt(row: dict[str, str]) -> str:
    """Return a told row as a line; what only its place tells from other texts has a mark."""
    return "\t".join(text if text == NULL else MARKED.get(name, text) for name, text in row.items())


def unsealed(row: dict[str, str]) -> dict[str, str]:
    """Return the forms of what was told under seal."""
    told = SealedValue(pk=row["id"], key_id=row["key_id"], sealed=bytes.fromhex(row["sealed"][3:])).unseal()
    return {name: form(text) for name, text in told.items()}


class Copies:
    """Tells stories that lead up to the day `on`, and writes copies of them anywhere in the provinces given."""

    def __init__(self, rng: Random, on: date, provinces: Iterable[str] = ()) -> None:
        self.rng, self.on = rng, on
        self.officers = {code: reviewer(code, moment(FIRST_DAY)).pk for code in provinces or PROVINCES}
        self.provinces = [code for code in self.officers for _time in range(PROVINCES[code])]
        self.tables = every_table()  # only now that nobody else is added
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
        """Write a copy of each; the database goes on after the keys and references that were given."""
        write(self.tables.values(), self.batches(iter(templates)))
        count_on((table, table.last_id) for table in self.counted)
        for year, last in self.given.items():
            ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})

    def batches(self, templates: Iterator[Template]) -> Iterator[dict[Table, list[str]]]:
        while some := list(islice(templates, BATCH)):
            batch = defaultdict(list)
            for template in some:
                values = self.values(template)
                for table, text in template.forms.items():
                    batch[table].append(text % values)
            yield batch

    def values(self, template: Template) -> dict[str, Any]:
        """Return by the told text what stands in its place in this copy."""
        values: dict[str, Any] = {told: uuid.uuid4() for told in template.uuids}
        for table in self.counted:
            rows = template.rows[table]
            values |= zip((row["id"] for row in rows), count(table.last_id + 1))
            table.last_id += len(rows)
        n, province = values[template.provider], self.rng.choice(self.provinces)
        county, block = self.rng.choice(divisions.counties_of(province))[0], codes.block(n)
        values |= {COUNTY: county, COUNTY[:2]: province, "⟦province⟧": province, str(OFFICER): self.officers[province]}
        values |= {"⟦block_id⟧": block, "⟦value⟧": block, "⟦n⟧": n}
        values |= flat(names.facts(self.rng, n, county, **template.nature))
        values |= {f"⟦brand{place}⟧": names.brand(self.rng) for place in range(template.filings)}
        for row in template.sealed:
            clear = {name: text % values for name, text in template.unsealed[row["id"]].items()}
            new = SealedValue.of(row["kind"], clear, INDEX[row["kind"]].format_map(clear))
            values |= {row["id"]: new.pk, row["digest"]: new.digest, row["sealed"]: "\\\\x" + new.sealed.hex()}
        for row in template.entries:
            number = compose(county, int(row["year"]), block, int(row["serial"]))
            values |= {row["number"]: number.body, "⟦glyph⟧": number.glyph, "浙网信备": f"{number.glyph}网信备"}
        values |= {told: self.next_reference(int(told[2:6])) for told in template.references}
        return values | {told: sha256((text % values).encode()).hexdigest() for told, text in template.frozen.items()}

    def next_reference(self, year: int) -> str:
        self.given[year] = self.given.get(year, 0) + 1
        return reference(year, self.given[year])
