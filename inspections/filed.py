"""Read the current facts of an entry, also those the public does not see."""

from datetime import UTC, datetime

from filing_portal.vault.models import SealedValue
from filings.models import Round
from filings.snapshots import People, Snapshot, sealed_ids
from filings.states import Status as FilingStatus
from inspections.models import Inspection
from inspections.states import Status
from registry.models import Entry


def filed(entry: Entry, before: datetime | None = None) -> Snapshot:
    """Return what is on file now, or what was just before that moment.

    These are the facts of the filed round, with the corrections of passed inspections and the published facts.
    """
    until = before or datetime.max.replace(tzinfo=UTC)
    rounds = Round.objects.filter(filing__service=entry.service_id, filing__status=FilingStatus.FILED)
    facts: Snapshot = rounds.order_by("-filing_id", "-number").values_list("snapshot", flat=True).first() or {}
    passed = Inspection.objects.filter(entry=entry, status=Status.PASSED, judged_at__lt=until).order_by("judged_at")
    for corrections in passed.values_list("corrections", flat=True):
        facts = facts | corrections
    published: Snapshot = entry.versions.filter(published_at__lt=until).latest("number").snapshot
    return facts | published


def people_of(*snapshots: Snapshot) -> People:
    """Return the sealed persons these snapshots name, by id."""
    return {str(key): sealed for key, sealed in SealedValue.objects.in_bulk(sealed_ids(*snapshots)).items()}
