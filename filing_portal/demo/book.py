"""The book the made-up history is written in: events of the ledger, terms, references, and who decides."""

import hashlib
import json
from dataclasses import dataclass, field
from random import Random

from filing_portal.base.canonical import canonical
from filing_portal.demo.moments import Clock, iso, json_moment
from filing_portal.demo.tables import Tables
from filings.references import reference

ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def frozen(values: dict) -> tuple[str, str]:
    """Return the canonical JSON of a snapshot and its SHA-256."""
    text = canonical(values)
    return text.decode(), hashlib.sha256(text).hexdigest()


@dataclass(slots=True)
class Book:
    """Where the history is written: the tables, the calendar, the officers of each province, the references given."""

    tables: Tables
    clock: Clock
    rng: Random
    officers: dict[str, list[int]] = field(default_factory=dict)
    references: dict[int, int] = field(default_factory=dict)

    def event(
        self,
        kind: str,
        row_id: int,
        province: str,
        at: int,
        verb: str,
        by: int | None,
        before: dict,
        after: dict,
        note: str = "",
    ) -> None:
        self.tables.add(
            "ledger.Event",
            id=self.tables.next_id("ledger.Event"),
            at=json_moment(at),
            actor_id=by,
            verb=verb,
            subject_type=kind,
            subject_id=row_id,
            province=province,
            before=ENCODE(before) if before else "{}",
            after=ENCODE(after) if after else "{}",
            note=note,
            request_id="",
        )

    def term(self, limit: str, on: int, met_on: int | None = None) -> tuple[int, int]:
        """Return id and due day of a new term set off on the day."""
        limit_id, start, due = self.clock.term(limit, on)
        term_id = self.tables.next_id("terms.Term")
        self.tables.add(
            "terms.Term",
            id=term_id,
            limit_id=limit_id,
            working_days=None,
            started_on=iso(start),
            calendar_id=self.clock.version,
            due_on=iso(due),
            is_provisional=self.clock.is_provisional(due),
            announced_on=iso(due) if limit_id in self.clock.told else None,
            met_on=None if met_on is None else iso(met_on),
        )
        return term_id, due

    def next_reference(self, year: int) -> str:
        self.references[year] = self.references.get(year, 0) + 1
        return reference(year, self.references[year])
