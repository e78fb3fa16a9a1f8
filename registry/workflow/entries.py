"""Give a filed service its number and its entry in the register, and correct what the entry says."""

import secrets
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.locks import for_update
from filing_portal.ledger.codes import codes, columns
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import page_of, post
from filing_portal.lifecycle import NotAllowedNow, locked, take
from filings.catalogue import ITEMS
from filings.models import Filing
from filings.snapshots import Snapshot
from filings.states import Status as FilingStatus
from filings.workflow import lock_provider_of
from providers.models import Provider
from registry.models import Block, Entry
from registry.numbers import FIRST_BLOCK, LAST_BLOCK, LAST_SERIAL, compose
from registry.workflow.publishing import publish

log = structlog.get_logger(__name__)


@transaction.atomic
def issue(filing_id: int) -> Entry:
    """Give a filed service its number and publish its entry (art. 11).

    Year and county are those of the recorded decision, so a retry over New Year changes nothing. A second call
    returns the same entry.
    Raises Gone, and NotAllowedNow when the filing is not filed, or its provider has 999 numbers already.
    """
    provider = lock_provider_of(filing_id)
    filing: Filing = locked(Filing, filing_id)
    if filing.status != FilingStatus.FILED:
        raise NotAllowedNow(filing, "issue")
    if existing := Entry.objects.filter(service=filing.service_id).first():
        return existing
    assert filing.decided_at is not None  # a constraint: what is filed has the moment of its decision
    decided_on = clock.shanghai_day(filing.decided_at)
    block = next_serial(provider)
    number = compose(filing.county, decided_on.year, block.value, block.last_serial)
    entry = Entry(
        number=number.body,
        glyph=number.glyph,
        province=filing.province,
        county=filing.county,
        year=decided_on.year,
        block=block,
        serial=block.last_serial,
        provider=provider,
        service_id=filing.service_id,
        issued_on=decided_on,
        inspected_on=decided_on,
    )
    publish([(entry, public_facts(filing.rounds.latest("number").snapshot))])
    filing.numbered_at = clock.now()
    filing.save(update_fields=["numbered_at"])
    record(entry, "issue", by=None, after=columns(entry, "status", "number") | {"filing": filing.pk})
    notify_number(entry, filing)
    return entry


def next_serial(provider: Provider) -> Block:
    """Take the next serial of the provider's block and return the block; the caller has locked the provider.

    Raises NotAllowedNow when all 999 serials are taken.
    """
    block = for_update(Block.objects.filter(provider=provider)).first() or draw_block(provider)
    if block.last_serial >= LAST_SERIAL:
        raise NotAllowedNow(provider, "issue", _("This provider has 999 filing numbers: the format holds no more."))
    block.last_serial += 1
    block.save(update_fields=["last_serial"])
    return block


def draw_block(provider: Provider) -> Block:
    """Draw a block at random for the provider and save it; draw again while it is taken."""
    while True:
        value = FIRST_BLOCK + secrets.randbelow(LAST_BLOCK - FIRST_BLOCK + 1)
        block, is_new = Block.objects.get_or_create(value=value, defaults={"provider": provider})
        if is_new:
            return block
        log.info("block_taken", provider=provider.pk)


def public_facts(snapshot: Snapshot) -> Snapshot:
    """Return the facts of a filed round that the public record shows; an older round lacks what was not asked yet."""
    return {item.name: snapshot.get(item.name) for item in ITEMS if item.public}


def correct(entry: Entry, changes: dict[str, Any], *, by: User) -> Entry:
    """Correct an entry that the caller has locked, as an inspection found, and publish the corrected public facts.

    `changes` are facts by column of the catalogue; the ledger holds their names alone.
    Raises PermissionDenied and NotAllowedNow.
    """
    take(entry, "correct", by=by)
    published = entry.versions.latest("number").snapshot
    facts = published | {name: value for name, value in changes.items() if name in published}
    if facts != published:
        publish([(entry, facts)])
    record(entry, "correct", by=by, after={"fields": codes(sorted(changes))})
    return entry


def notify_number(entry: Entry, filing: Filing) -> None:
    """Send the members the number of their service, once for one entry."""
    post(
        "numbered",
        to=filing.provider.members(),
        key=str(entry.pk),
        url=page_of(filing),
        about=filing,
        entry=entry,
        filing=filing,
    )
