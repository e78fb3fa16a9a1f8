"""Take entries over from published lists, a batch of rows at a time."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.base.locks import for_update
from filing_portal.ledger.codes import Code, Told, codes, columns
from filing_portal.ledger.models import Event
from filing_portal.ledger.workflow import event
from filings.catalogue import ITEMS
from filings.snapshots import Snapshot
from registry.imports import Bad, Refused, Row
from registry.models import Block, Entry
from registry.workflow.publishing import publish

# Column of the list: column of the entry.
NAMES = {"service": "service_name", "provider": "provider_name", "url": "web_address"}


@dataclass
class Tally:
    """The numbers of rows that added an entry, completed one or changed nothing, and the refused rows."""

    added: int = 0
    completed: int = 0
    unchanged: int = 0
    refused: list[Bad] = field(default_factory=list)


@transaction.atomic
def take_over(rows: list[Row], *, sha256: str) -> Tally:
    """Take over every row that does not contradict the register; called again, change nothing.

    `sha256` is the list's, by which the ledger names it. Rows that contradict the register come back as
    `Tally.refused`. An entry that was issued here or has a provider is never changed.
    """
    batch = Batch(rows)  # locks the blocks: neither another import nor the draw of a block comes in between
    tally = Tally()
    for row in rows:
        try:
            batch.take(row)
        except Refused as error:
            tally.refused.append(Bad(row.line, str(error)))
    batch.save(Code(sha256))
    tally.added, tally.completed = len(batch.added), len(batch.completed)
    tally.unchanged = len(rows) - tally.added - tally.completed - len(tally.refused)
    return tally


class Batch:
    """Rows of a list beside what the register holds for their blocks, which are locked until the transaction ends."""

    def __init__(self, rows: list[Row]) -> None:
        highest: dict[int, int] = {}
        for row in rows:
            value, serial = int(row.number.block), int(row.number.serial)
            highest[value] = max(serial, highest.get(value, 0))
        # In one order, so that two imports wait for each other instead of falling into a deadlock.
        values = sorted(highest)
        seen = [Block(value=value, last_serial=highest[value]) for value in values]
        Block.objects.bulk_create(seen, ignore_conflicts=True)
        locked = for_update(Block.objects.filter(value__in=values)).order_by("value")
        self.blocks = {block.value: block for block in locked}
        known = list(Entry.objects.filter(block__in=values))
        self.entries = {entry.number: entry for entry in known}
        self.serials = {(entry.block_id, entry.serial): entry for entry in known}
        self.added: list[Entry] = []
        self.raised: set[Block] = set()
        self.completed: dict[str, Entry] = {}

    def take(self, row: Row) -> None:
        """Add the row as an entry, or complete the one it names. Raises Refused when it contradicts the register."""
        known = self.entries.get(row.number.body)
        if known is None:
            self.add(row)
        elif known.source == Entry.Source.IMPORTED and known.provider_id is None:
            self.complete(known, row)

    def add(self, row: Row) -> None:
        """Add the row as a new entry. Raises Refused when its block or its serial belongs to somebody else."""
        number = row.number
        block, serial = self.blocks[int(number.block)], int(number.serial)
        if block.provider_id:
            raise Refused(_("%(number)s was not issued here, but its provider's numbers are.") % {"number": number})
        if twin := self.serials.get((block.value, serial)):
            raise Refused(_("Its provider has the same serial in another number: %(number)s.") % {"number": twin})
        entry = Entry(
            number=number.body,
            glyph=number.glyph,
            province=number.province,
            county=number.county,
            year=number.year,
            block=block,
            serial=serial,
            source=Entry.Source.IMPORTED,
            **{column: getattr(row, name) for name, column in NAMES.items()},
        )
        if serial > block.last_serial:
            block.last_serial = serial
            self.raised.add(block)
        self.entries[entry.number] = self.serials[block.value, serial] = entry
        self.added.append(entry)

    def complete(self, known: Entry, row: Row) -> None:
        """Fill the empty columns of an imported entry from the row. Raises Refused when the row says otherwise."""
        given = {column: getattr(row, name) for name, column in NAMES.items() if getattr(row, name)}
        if any(getattr(known, column) not in ("", value) for column, value in given.items()):
            raise Refused(
                _("%(number)s is in the register with other names or another web address.") % {"number": known}
            )
        new = {column: value for column, value in given.items() if not getattr(known, column)}
        for column, value in new.items():
            setattr(known, column, value)
        if new and known.pk:
            self.completed[known.number] = known

    def save(self, sha256: Code) -> None:
        """Publish the added and completed entries, record their events, save the highest serials of their blocks."""
        changed = [*self.added, *self.completed.values()]
        published = publish([(entry, facts_of(entry)) for entry in changed])
        verbs = [("import" if version.number == 1 else "supplement", version.entry) for version in published]
        Event.objects.bulk_create(event(row, verb, by=None, after=after(row, sha256)) for verb, row in verbs)
        Block.objects.bulk_update(self.raised, ["last_serial"])


def facts_of(entry: Entry) -> Snapshot:
    """Return the public facts of the entry; those no list gives are None, so that every version has the same keys."""
    known = {"name": entry.provider_name, "county": entry.county}
    known |= {"service_name": entry.service_name, "web_address": entry.web_address}
    return {item.name: known.get(item.name) for item in ITEMS if item.public}


def after(entry: Entry, sha256: Code) -> dict[str, Told]:
    """Return what the ledger holds of an entry that was taken over: its list, and which names that list gave."""
    given = codes(column for column in NAMES.values() if getattr(entry, column))
    return columns(entry, "status", "number") | {"fields": given, "list": sha256}
