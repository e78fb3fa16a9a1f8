"""Freeze a round's answers, and read them back as text; pure but for unsealing a person."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from filing_portal.base.canonical import canonical
from filing_portal.base.lines import Words
from filing_portal.base.punctuation import listed
from filing_portal.vault.models import SealedValue
from filings.catalogue import ENTITY, ITEMS, SECTIONS, Item, items_of
from providers import divisions
from providers.documents import DocumentKind
from providers.mask import masked_document, masked_mobile
from providers.models import Provider

Snapshot = dict[str, Any]
People = dict[str, SealedValue]
SEALED = ("person", "document")


@dataclass(frozen=True)
class Answer:
    """One answered field as people read it; `old` is the former text where it changed between rounds."""

    item: Item
    text: str
    old: str = ""
    is_changed: bool = False


@dataclass(frozen=True)
class Answered:
    """A section with its answers."""

    code: str
    title: Words
    answers: list[Answer]


def entity_of(provider: Provider) -> dict[str, Any]:
    """Return the provider's facts, by column, that are frozen with each round of its filings."""
    return {item.name: getattr(provider, item.name) for item in items_of(ENTITY)}


def freeze(values: dict[str, Any]) -> Snapshot:
    """Return `values`, by column, as plain JSON: dates in ISO form, what is sealed as its id and digest."""
    return {item.name: raw(item, values.get(item.name)) for item in ITEMS}


def raw(item: Item, value: Any) -> Any:
    """Return one value as plain JSON. Raises AttributeError for a person or a document that is not sealed."""
    if value is None:
        return None
    if item.kind == "date":
        return value.isoformat()
    if item.kind in SEALED:
        return {"sealed": str(value.pk), "digest": value.digest}  # anything but a sealed row fails here
    return list(value) if item.kind == "choices" else value


def sha256(snapshot: Snapshot) -> str:
    """Return the SHA-256 of the snapshot's canonical JSON."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def read(snapshot: Snapshot, former: Snapshot | None = None, people: People | None = None) -> list[Answered]:
    """Return the snapshot section by section; with `former`, what changed since it carries the former text.

    `people` maps sealed ids to rows, so that a page fetches them all at once.
    """
    return [
        Answered(section.code, section.title, list(answers_of(section.code, snapshot, former, people or {})))
        for section in SECTIONS
    ]


def answers_of(code: str, snapshot: Snapshot, former: Snapshot | None, people: People) -> Iterator[Answer]:
    """Yield the answers of the section with this code; an optional one that was never given is left out."""
    for item in items_of(code):
        now = snapshot.get(item.name)
        before = now if former is None else former.get(item.name)
        if not now and not before and item.optional:
            continue
        is_changed = not is_same(item, now, before)
        old = shown(item, before, people) if is_changed else ""
        yield Answer(item, shown(item, now, people), old, is_changed)


def is_same(item: Item, now: Any, before: Any) -> bool:
    """Tell whether two values of a snapshot are the same; one number is the same however often it was sealed."""
    if item.kind == "document" and now and before:
        return bool(now["digest"] == before["digest"])
    return bool(now == before)


def sealed_ids(*snapshots: Snapshot | None) -> set[str]:
    """Return the ids of the sealed values these snapshots refer to."""
    return {
        value["sealed"]
        for snapshot in snapshots
        for value in (snapshot or {}).values()
        if isinstance(value, dict) and "sealed" in value
    }


def shown(item: Item, value: Any, people: People | None = None) -> str:
    """Return a snapshot's value as text in the reader's language; personal numbers are masked."""
    if not value:
        return ""
    if item.kind == "date":
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if item.kind == "county":
        return divisions.name_of(value, get_language())
    if item.kind in ("choice", "choices") and item.choices:
        labels = dict(item.choices.choices)
        return listed([str(labels.get(code, code)) for code in ([value] if item.kind == "choice" else value)])
    if item.kind == "person":
        return person_text(people or {}, value["sealed"])
    if item.kind == "document":
        return document_text(people or {}, value["sealed"])
    return str(value)


def person_text(people: People, sealed_id: str) -> str:
    """Return name, masked mobile and e-mail; an erased person leaves the id."""
    if sealed_id not in people:
        return sealed_id
    person = people[sealed_id].unseal()
    return "\n".join(filter(None, [person["name"], masked_mobile(person["mobile"]), person.get("email", "")]))


def document_text(people: People, sealed_id: str) -> str:
    """Return the type and the masked number of an identity document; an erased one leaves the id."""
    if sealed_id not in people:
        return sealed_id
    document = people[sealed_id].unseal()
    return f"{DocumentKind(document['kind']).label} {masked_document(document['number'])}"
