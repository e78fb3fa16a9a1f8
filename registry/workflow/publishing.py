"""Publish facts as the next versions of entries: nothing else writes what the register says."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from filings.snapshots import Snapshot, sha256
from registry.models import Entry, Version

# Column of the entry: fact of the version. They change with a new version only.
COLUMNS = {"service_name": "service_name", "provider_name": "name", "web_address": "web_address"}


@transaction.atomic
def publish(said: Sequence[tuple[Entry, Snapshot]]) -> list[Version]:
    """Publish these facts as the next version of each entry, insert the entries that are new, return the versions.

    Called again, it publishes one more version. The caller holds the lock of each entry or of its block, so that
    nobody else takes the same version number.
    """
    entries = [entry for entry, _facts in said]
    for entry, facts in said:
        for column, name in COLUMNS.items():
            setattr(entry, column, facts.get(name) or "")
    known = [entry for entry in entries if entry.pk]
    Entry.objects.bulk_create([entry for entry in entries if not entry.pk])
    Entry.objects.bulk_update(known, COLUMNS)
    former = Version.objects.filter(entry__in=known).values("entry").annotate(last=Max("number"))
    last = dict(former.values_list("entry", "last"))
    return Version.objects.bulk_create(
        Version(entry=entry, number=last.get(entry.pk, 0) + 1, snapshot=facts, sha256=sha256(facts))
        for entry, facts in said
    )
