"""Multiplies told stories: the verbs tell each once, its rows are read back as text and taken back, and the text is
written again and again with other names, codes, keys and places.

While they are told, keys come from a range of their own and names are marks, so that whatever differs from copy to copy
is known by its look, in columns, snapshots and the ledger alike. Verbs and nouns that come later are copied as well.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any

from django.db.models import Model

from demo import codes, names
from demo.script import reviewers, stories_of
from demo.stage import MAIL, Party, moment, tell
from demo.tables import BATCH, NULL, Table, Tables
from filing_portal.accounts.models import User
from filing_portal.base.canonical import canonical
from filing_portal.vault.models import SealedValue
from filings.models import Filing, ReferenceCounter
from filings.references import reference
from providers import divisions
from providers.models import Provider
from registry.models import Block, Entry
from registry.numbers import Number, compose

COUNTY = "330106"  # where the stories are told; the copies lie anywhere
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
REFERENCE = r"C-\d{4}-\d{6}"
TOLD = re.compile(
    rf'⟦[^⟧]+⟧|\b20\d{{8}}\b|{UUID}|{REFERENCE}|\w网信备\w{{20}}号|\b[0-9a-f]{{64}}\b|\b{COUNTY}\b|(?<="province": ")33'
)
# Columns that are worked out for each row of a copy.
OF_THE_ROW = {(Entry, name) for name in ("number", "glyph", "haystack", "bigrams")}
OF_THE_ROW |= {(SealedValue, name) for name in ("sealed", "key_id")}
KEPT = {"nature", "county", "document_kind"}
INDEX = {"person": "{mobile}", "document": "{kind}:{number}"}  # by what a sealed value is looked up
WEIGHTS = {"44": 16, "11": 14, "33": 12, "31": 10, "32": 9, "51": 5, "37": 5, "35": 4, "42": 4, "43": 3, "41": 3}


def form(text: str) -> str:
    """Return the text as a form for the % operator; what differs is filled in under the text that was told."""
    return TOLD.sub(lambda found: f"%({found[0]})s", text.replace("%", "%%"))


class Template:
    """The stories of one provider, told once, as forms that the values of a copy fill."""

    def __init__(self, words: list[str], rng: Random, tables: Tables, on: date) -> None:
        self.nature, self.filings = names.nature(rng), len(words)
        officer = reviewers(COUNTY[:2])[0]
        facts: dict[str, Any] = names.facts(rng, 1, COUNTY, **self.nature)
        facts |= {name: f"⟦{name}⟧" for name, value in facts.items() if value and name not in KEPT}
        facts["person"] = {name: f"⟦person.{name}⟧" for name in ("name", "phone", "mobile", "email")} | {"document": ""}
        services = [(word, names.service(rng, f"⟦brand{place}⟧")) for place, word in enumerate(words)]
        with tables.told_apart():
            party = Party(facts, f"account-⟦n⟧@{MAIL}", officer)
            tell(stories_of(party, services, rng, on, "s⟦n⟧"), moment(on))
            self.rows = self.read(tables)
        self.forms = {
            table: form("\n".join("\t".join(spaced(table, row, officer)) for row in found))
            for table, found in self.rows.items()
        }
        self.references = sorted({row["reference"] for row in self.told(Filing)} - {NULL})
        self.entries, self.provider = self.told(Entry), self.told(Provider)[0]["id"]
        self.sealed = [(row, unsealed(row)) for row in self.told(SealedValue)]
        self.frozen = {
            row["sha256"]: form(canonical(json.loads(row["snapshot"].replace("\\\\", "\\"))).decode())
            for found in self.rows.values()
            for row in found
            if "sha256" in row
        }

    def read(self, tables: Tables) -> dict[Table, list[dict[str, str]]]:
        """Return what was told: rows with counted keys, and those with other keys that these point to."""
        rows = {table: table.rows(f"id > {table.told_after}") for table in tables.counted}
        self.uuids = set(re.findall(UUID, json.dumps([*rows.values()])))
        for model, condition in (
            (SealedValue, "id IN ('{}')".format("', '".join(self.uuids))),
            (Block, f"provider_id > {tables.by_model[Provider].told_after}"),
        ):
            rows[tables.by_model[model]] = tables.by_model[model].rows(condition)
        return {table: found for table, found in rows.items() if found}

    def told(self, model: type[Model]) -> list[dict[str, str]]:
        return next((rows for table, rows in self.rows.items() if table.model is model), [])


def spaced(table: Table, row: dict[str, str], officer: User) -> Iterator[str]:
    """Yield the columns of a told row; what only its place tells from other texts has a mark."""
    for field in table.fields:
        text = row[field.attname]
        if (table.model, field.name) in OF_THE_ROW:
            yield f"⟦{row['id']} {field.name}⟧"
        elif text != NULL and (field.related_model is Block or (table.model is Block and field.primary_key)):
            yield "⟦block⟧"
        elif field.related_model is User and text == str(officer.pk):
            yield "⟦officer⟧"
        else:
            yield "⟦province⟧" if field.name == "province" else text


def unsealed(row: dict[str, str]) -> dict[str, str]:
    """Return the forms of what was told under seal."""
    told = SealedValue(pk=row["id"], key_id=row["key_id"], sealed=bytes.fromhex(row["sealed"][3:])).unseal()
    return {name: form(text) for name, text in told.items()}


class Copies:
    """Writes copies of templates into the tables, anywhere in the provinces given."""

    def __init__(self, rng: Random, provinces: Iterable[str] = ()) -> None:
        self.rng, self.provinces = rng, list(provinces) or [row.code for row in divisions.provinces()]
        self.weights = [WEIGHTS.get(code, 1.5) for code in self.provinces]
        self.officers = {code: [user.pk for user in reviewers(code, 2)] for code in self.provinces}
        self.tables = Tables()  # only now that nobody else is added
        self.given = dict(ReferenceCounter.objects.values_list("year", "last"))

    def write(self, template: Template) -> None:
        """Write another copy of the template."""
        values = self.values(template)
        for table, text in template.forms.items():
            table.lines.append(text % values)
            self.tables.waiting += len(template.rows[table])
        if self.tables.waiting >= BATCH:
            self.tables.flush()

    def values(self, template: Template) -> dict[str, Any]:
        """Return by the told text what stands in its place in this copy."""
        values: dict[str, Any] = {told: uuid.uuid4() for told in template.uuids}
        for table, rows in template.rows.items():
            if table.counts:
                values |= zip((row["id"] for row in rows), count(table.last_id + 1))
                table.last_id += len(rows)
        n, province = values[template.provider], self.rng.choices(self.provinces, self.weights)[0]
        county, block = self.rng.choice(divisions.counties_of(province))[0], codes.block(n)
        values |= {COUNTY: county, COUNTY[:2]: province, "⟦province⟧": province, "⟦block⟧": block, "⟦n⟧": n}
        values["⟦officer⟧"] = self.rng.choice(self.officers[province])
        facts = names.facts(self.rng, n, county, **template.nature)
        facts |= {f"person.{name}": value for name, value in facts["person"].items()}
        facts |= {f"brand{place}": names.service_brand(self.rng) for place in range(template.filings)}
        values |= {f"⟦{name}⟧": value for name, value in facts.items()}
        for row, told in template.sealed:
            values |= sealed_anew(row, {name: text % values for name, text in told.items()})
        values |= {told: self.next_reference(int(told[2:6])) for told in template.references}
        for row in template.entries:
            values |= numbered(row, compose(county, int(row["year"]), block, int(row["serial"])), values)
        return values | {told: sha256((text % values).encode()).hexdigest() for told, text in template.frozen.items()}

    def next_reference(self, year: int) -> str:
        self.given[year] = self.given.get(year, 0) + 1
        return reference(year, self.given[year])

    def count(self) -> None:
        """Let the database go on after the keys and references that were given."""
        self.tables.count_on()
        for year, last in self.given.items():
            ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})


def sealed_anew(row: dict[str, str], value: dict[str, str]) -> dict[str, Any]:
    new = SealedValue.of(row["kind"], value, INDEX[row["kind"]].format_map(value))
    known = {row["id"]: new.pk, row["digest"]: new.digest, f"⟦{row['id']} key_id⟧": new.key_id}
    return known | {f"⟦{row['id']} sealed⟧": "\\\\x" + new.sealed.hex()}


def numbered(row: dict[str, str], number: Number, values: dict[str, Any]) -> dict[str, str]:
    """Return the number of an entry, and the columns by which it is found."""
    page = Entry(number=number.body, glyph=number.glyph, service_name=form(row["service_name"]) % values)
    page.provider_name = values["⟦name⟧"]
    page.index_text()
    found = {"number": number.body, "glyph": number.glyph, "haystack": page.haystack}
    found["bigrams"] = '{"' + '","'.join(page.bigrams) + '"}'
    return {f"{row['glyph']}网信备{row['number']}号": str(number)} | {
        f"⟦{row['id']} {name}⟧": text for name, text in found.items()
    }
