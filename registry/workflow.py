import secrets
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.workdays import clock
from filings.catalogue import ITEMS
from filings.models import Filing
from filings.snapshots import Snapshot, sha256
from filings.states import Status as FilingStatus
from providers.models import Provider
from registry.models import Block, Entry, Version
from registry.numbers import compose

MOST_SERVICES = 999
log = structlog.get_logger(__name__)


@transaction.atomic
def issue(filing_id: int) -> Entry:
    """The filed service has its number and stands in the register; asked again, it is the same entry.

    Year and county are those of the recorded decision, so a retry over New Year changes nothing.
    Raises NotAllowedNow when the filing is not on file, or its provider has 999 numbers already.
    """
    provider = Provider.objects.select_for_update(of=("self",)).get(filings=filing_id)
    filing = Filing.objects.select_for_update(of=("self",)).get(pk=filing_id)
    if existing := Entry.objects.filter(service=filing.service_id).first():
        return existing
    if filing.status != FilingStatus.FILED:
        raise NotAllowedNow(filing, "issue")
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
    publish(entry, public_facts(filing.rounds.latest("number").snapshot))
    filing.numbered_at = timezone.now()
    filing.save(update_fields=["numbered_at"])
    record(entry, "issue", by=None, after={"status": entry.status, "number": entry.full_number, "filing": filing.pk})
    tell_number(entry, filing)
    return entry


def next_serial(provider: Provider) -> Block:
    """Return the provider's block with its next serial taken; the provider's row is locked by the caller."""
    block = Block.objects.select_for_update(of=("self",)).filter(provider=provider).first() or draw_block(provider)
    if block.last_serial >= MOST_SERVICES:
        raise NotAllowedNow(provider, "issue", _("This provider has 999 filing numbers: the format holds no more."))
    block.last_serial += 1
    block.save(update_fields=["last_serial"])
    return block


def draw_block(provider: Provider) -> Block:
    """Return a new block drawn at random; one that is taken is drawn again."""
    while True:
        try:
            with transaction.atomic():
                return Block.objects.create(value=10_000_000 + secrets.randbelow(90_000_000), provider=provider)
        except IntegrityError:
            log.info("block_taken", provider=provider.pk)


def public_facts(snapshot: Snapshot) -> Snapshot:
    """Return what of a filed round stands on the public record."""
    return {item.name: snapshot[item.name] for item in ITEMS if item.public}


def publish(entry: Entry, facts: Snapshot) -> Version:
    """A new version of the entry says `facts`, and the search finds it by them."""
    entry.service_name, entry.provider_name = facts["service_name"], facts["name"]
    entry.web_address = facts.get("web_address") or ""
    entry.index_text()
    entry.save()
    return Version.objects.create(
        entry=entry, number=entry.versions.count() + 1, snapshot=facts, sha256=sha256(facts)
    )


@transaction.atomic
def correct(entry_id: int, changes: dict[str, Any], *, by: User, note: str) -> Entry:
    """The entry says what an inspection corrected, in a new version."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    facts = entry.versions.latest("number").snapshot
    publish(entry, facts | {name: value for name, value in changes.items() if name in facts})
    record(entry, "correct", by=by, after={"fields": sorted(changes)}, note=note)
    return entry


def tell_number(entry: Entry, filing: Filing) -> None:
    post(
        "numbered",
        to=entry.provider.members(),
        about=str(entry.pk),
        url=f"/filings/{filing.uuid}/detail/",
        entry=entry,
        filing=filing,
    )
