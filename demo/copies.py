"""Multiplies told stories: each is told once by the verbs, read back as the texts of its rows, taken back, and written
again and again with other names, codes, keys and places.

What differs from copy to copy is known by its place in the schema: keys, UUIDs, sealed values, hashes beside
snapshots, numbers and references. A verb or noun that comes later is copied like the others.
"""

import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from random import Random
from typing import Any

from django.db import models, transaction

from demo import codes, names
from demo.script import midnight, reviewers
from demo.stage import MAIL, Party, Story, tell
from demo.tables import BATCH, NULL, Table, Tables
from filing_portal.accounts.models import User
from filing_portal.ledger.models import Event
from filing_portal.vault.cipher import canonical
from filing_portal.vault.models import SealedValue
from filings.models import Filing, ReferenceCounter
from filings.references import reference
from providers import divisions
from registry.models import Block, Entry
from registry.numbers import compose

TOLD_COUNTY = "330106"  # where the stories are told; the copies lie anywhere
KEPT = ("nature", "county", "document_kind")
SPACE = re.compile("⟦#?([^⟧]+)⟧")
WEIGHTS = {"44": 16, "11": 14, "33": 12, "31": 10, "32": 9, "51": 5, "37": 5, "35": 4, "42": 4, "43": 3, "41": 3}
# By which text a sealed value is looked up.
INDEX = {"person": "{mobile}", "document": "{kind}:{number}"}


def spaced(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return the facts with a space in place of each text that differs from copy to copy."""
    spaces = {name: f"⟦{prefix}{name}⟧" for name, value in values.items() if value and name not in KEPT}
    nested = {name: spaced(value, f"{name}.") for name, value in values.items() if isinstance(value, dict)}
    return values | spaces | nested


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """Return the facts by the names of their spaces."""
    return values | {f"person.{name}": value for name, value in values["person"].items()}


def form(text: str) -> str:
    """Return the text as a form for the % operator, with its spaces by name."""
    return SPACE.sub(r"%(\1)s", text.replace("%", "%%"))


class Template:
    """The stories of one provider as forms that a copy's own values fill."""

    def __init__(self, words: list[tuple[str, int]], rng: Random, tables: Tables, on, officer: User) -> None:
        self.words, self.rng, self.tables, self.officer = words, rng, tables, officer
        self.nature = names.nature(rng)
        self.kinds = [rng.choice(list(names.USES)) for _word in words]
        self.texts: dict[str, str] = {}  # what is told: the space that stands for it
        self.spaces: dict[tuple[type[models.Model], str], str] = {}  # model and told key: the space of the key
        with transaction.atomic():
            self.tell(on)
            self.rows = self.read()
            transaction.set_rollback(True)
        self.prepare()

    def tell(self, on) -> None:
        facts = spaced(names.facts(self.rng, 1, TOLD_COUNTY, **self.nature))
        party = Party(facts, f"account-⟦n⟧@{MAIL}", self.officer)
        answers = [
            names.answers(self.rng, TOLD_COUNTY, kind, f"⟦service{place}⟧", f"s⟦n⟧-{place}")
            for place, kind in enumerate(self.kinds)
        ]
        stories = [Story(party, each, self.rng, on) for each in answers]
        tell([story.play(*word) for story, word in zip(stories, self.words, strict=True)], midnight(on))

    def read(self) -> dict[Table, list[list[str]]]:
        """Return the told rows: what is new under a counted key, and what these point to under any other."""
        counted = [table for table in self.tables.by_model.values() if table.counts]
        rows = {table: found for table in counted if (found := table.rows(f"id > {table.last_id}"))}
        wanted = defaultdict(set)
        for table, lines in rows.items():
            for place, field in enumerate(table.fields):
                other = self.tables.by_model.get(field.related_model) if field.many_to_one else None
                if other and not other.counts:
                    wanted[other] |= {f"'{line[place]}'" for line in lines if line[place] != NULL}
        return rows | {
            table: table.rows(f'"{table.key}" IN ({", ".join(keys)})') for table, keys in wanted.items() if keys
        }

    def prepare(self) -> None:
        """Turn the told rows into forms; note what has to be worked out for each copy."""
        self.uuids, self.sealed, self.references, self.entries, self.frozen = [], [], [], [], []
        records = [
            (table, place, {field.attname: text for field, text in zip(table.fields, line, strict=True)})
            for table, lines in self.rows.items()
            for place, line in enumerate(lines)
        ]
        for table, place, record in records:
            self.name_spaces(table, f"{table.label}.{place}", record)
        self.told = re.compile("|".join(map(re.escape, sorted(self.texts, key=len, reverse=True))))
        self.forms: dict[Table, list[str]] = defaultdict(list)
        for table, place, record in records:
            self.forms[table].append(self.line(table, f"{table.label}.{place}", record))
        self.filings = sum(table.model is Filing and len(lines) for table, lines in self.rows.items())
        self.blocks = {table: form("\n".join(lines)) for table, lines in self.forms.items()}

    def name_spaces(self, table: Table, space: str, record: dict[str, str]) -> None:
        """Give the row's key, and every text of it that is met elsewhere, a space."""
        key = record[table.model._meta.pk.attname]
        self.spaces[table.model, key] = space if table.model is not Block else "block"
        for field in table.fields:
            if isinstance(field, models.UUIDField) and not field.primary_key and not field.is_relation:
                self.uuids.append(f"{space}.{field.name}")
                self.texts[record[field.attname]] = f"⟦{space}.{field.name}⟧"
        if table.model is SealedValue:
            self.texts |= {key: f"⟦{space}⟧", record["digest"]: f"⟦{space}.digest⟧"}
            row = SealedValue(pk=key, key_id=record["key_id"], sealed=bytes.fromhex(record["sealed"][3:]))
            self.sealed.append((space, record["kind"], {name: form(text) for name, text in row.unseal().items()}))
        if table.model is Filing and record["reference"] != NULL:
            self.references.append((space, int(record["reference"].split("-")[1])))
            self.texts[record["reference"]] = f"⟦{space}.reference⟧"
        if table.model is Entry:
            self.entries.append((space, int(record["year"]), int(record["serial"]), record))
            self.texts[f"{record['glyph']}网信备{record['number']}号"] = f"⟦{space}.full⟧"
            self.texts[record["number"]] = f"⟦{space}.number⟧"

    def line(self, table: Table, space: str, record: dict[str, str]) -> str:
        """Return the row as COPY spells it, with its spaces."""
        told = [self.value(table, space, field, record) for field in table.fields]
        if "sha256" in record:
            facts = json.loads(told[[field.name for field in table.fields].index("snapshot")].replace("\\\\", "\\"))
            self.frozen.append((f"{space}.sha256", form(canonical(facts).decode())))
        return "\t".join(told)

    def value(self, table: Table, space: str, field: models.Field, record: dict[str, str]) -> str:
        text, model = record[field.attname], table.model
        if text == NULL:
            return text
        if model is SealedValue and field.name in ("sealed", "key_id"):
            return f"⟦{space}.{field.name}⟧"
        if (model is Entry and field.name in ("glyph", "haystack", "bigrams")) or field.name == "sha256":
            return f"⟦{space}.{field.name}⟧"
        if field.primary_key or field.is_relation:
            return self.key(field.related_model or model, text)
        if model is Event and field.name == "subject_id":
            subject = {each._meta.label_lower: each for each in self.tables.by_model}[record["subject_type"]]
            return self.key(subject, text)
        if isinstance(field, models.JSONField):
            written = json.dumps(self.inside(json.loads(text.replace("\\\\", "\\"))), ensure_ascii=False)
            return re.sub('"(⟦#[^⟧]+⟧)"', r"\1", written).replace("\\", "\\\\")
        return self.text(text, field.name)

    def key(self, model: type[models.Model], text: str) -> str:
        if model is User and text == str(self.officer.pk):
            return "⟦officer⟧"
        return f"⟦{self.spaces[model, text]}⟧" if (model, text) in self.spaces else text

    def inside(self, value: Any, name: str = "") -> Any:
        """Return a value of a JSON column with its spaces; a number under a model's name is a key."""
        if isinstance(value, dict):
            return {key: self.inside(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [self.inside(each) for each in value]
        if isinstance(value, str):
            return self.text(value, name)
        model = {each._meta.model_name: each for each in self.tables.by_model}.get(name)
        return f"⟦#{self.spaces[model, str(value)]}⟧" if (model, str(value)) in self.spaces else value

    def text(self, text: str, name: str) -> str:
        if text == TOLD_COUNTY:
            return "⟦county⟧"
        if name == "province":
            return "⟦province⟧"
        return self.told.sub(lambda found: self.texts[found[0]], text)


class Copies:
    """Writes copies of templates into the tables, anywhere in the provinces given."""

    def __init__(self, tables: Tables, rng: Random, provinces: Iterable[str] = ()) -> None:
        self.tables, self.rng = tables, rng
        self.provinces = list(provinces) or [row.code for row in divisions.provinces()]
        self.weights = [WEIGHTS.get(code, 1.5) for code in self.provinces]
        self.officers = {code: [user.pk for user in reviewers(code, 2)] for code in self.provinces}
        self.given = dict(ReferenceCounter.objects.values_list("year", "last"))

    def write(self, template: Template) -> None:
        """Write another copy of the template."""
        values = self.values(template)
        for table, block in template.blocks.items():
            table.lines.append(block % values)
            self.tables.waiting += len(template.forms[table])
        if self.tables.waiting >= BATCH:
            self.tables.flush()

    def values(self, template: Template) -> dict[str, Any]:
        """Return what fills the spaces of the template in this copy."""
        values = self.keys(template)
        n = values["n"] = values["providers.Provider.0"]
        province = values["province"] = self.rng.choices(self.provinces, self.weights)[0]
        county = values["county"] = self.rng.choice(divisions.counties_of(province))[0]
        values["officer"] = self.rng.choice(self.officers[province])
        values |= flat(names.facts(self.rng, n, county, **template.nature))
        for place, kind in enumerate(template.kinds):
            values[f"service{place}"] = names.service(self.rng, kind)
        for space, kind, told in template.sealed:
            self.seal(values, space, kind, {name: text % values for name, text in told.items()})
        for space, year in template.references:
            self.given[year] = self.given.get(year, 0) + 1
            values[f"{space}.reference"] = reference(year, self.given[year])
        values["block"] = codes.block(n)
        for space, year, serial, record in template.entries:
            self.number(values, space, compose(county, year, values["block"], serial), record)
        for space, text in template.frozen:
            values[space] = sha256((text % values).encode()).hexdigest()
        return values

    def keys(self, template: Template) -> dict[str, Any]:
        values: dict[str, Any] = {space: uuid.uuid4() for space in template.uuids}
        for table, lines in template.rows.items():
            if table.counts:
                for place in range(len(lines)):
                    values[f"{table.label}.{place}"] = table.last_id + 1 + place
                table.last_id += len(lines)
        return values

    def seal(self, values: dict[str, Any], space: str, kind: str, value: dict[str, str]) -> None:
        """Seal a value of the copy's own."""
        row = SealedValue.of(kind, value, INDEX[kind].format_map(value))
        values |= {space: row.pk, f"{space}.digest": row.digest, f"{space}.key_id": row.key_id}
        values[f"{space}.sealed"] = "\\\\x" + row.sealed.hex()

    def number(self, values: dict[str, Any], space: str, number: Any, record: dict[str, str]) -> None:
        """Give an entry its number, and the columns by which it is found."""
        page = Entry(number=number.body, glyph=number.glyph)
        page.service_name, page.provider_name = (
            form(record[name]) % values for name in ("service_name", "provider_name")
        )
        page.index_text()
        values |= {f"{space}.number": number.body, f"{space}.full": str(number), f"{space}.glyph": number.glyph}
        values |= {f"{space}.haystack": page.haystack, f"{space}.bigrams": '{"' + '","'.join(page.bigrams) + '"}'}

    def count(self) -> None:
        """Note the references that were given."""
        for year, last in self.given.items():
            ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})
