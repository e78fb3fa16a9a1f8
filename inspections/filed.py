"""What is on file for an entry today, also what the public does not see."""

from filing_portal.vault.models import SealedValue
from filings.models import Round
from filings.snapshots import Snapshot, sealed_ids
from filings.states import Status as FilingStatus
from inspections.models import Inspection
from inspections.states import Status
from registry.models import Entry


def filed(entry: Entry) -> Snapshot:
    """Return the round that was filed, with what passed inspections corrected, and the published facts over both."""
    rounds = Round.objects.filter(filing__service=entry.service_id, filing__status=FilingStatus.FILED)
    facts = rounds.order_by("-filing_id", "-number").values_list("snapshot", flat=True).first() or {}
    passed = Inspection.objects.filter(entry=entry, status=Status.PASSED).order_by("pk")
    for corrections in passed.values_list("corrections", flat=True):
        facts = facts | corrections
    return facts | entry.versions.latest("number").snapshot


def people_of(*snapshots: Snapshot) -> dict[str, SealedValue]:
    """Return the sealed persons these snapshots name, by id."""
    return {str(key): sealed for key, sealed in SealedValue.objects.in_bulk(sealed_ids(*snapshots)).items()}
