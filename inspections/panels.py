"""What this room shows on the console's page of an entry: its latest inspections."""

from django.template.loader import render_to_string

from inspections.models import Inspection
from registry.models import Entry

MOST_SHOWN = 20


def inspections(entry: Entry) -> str:
    """Return the entry's inspections with their status, newest first."""
    latest = Inspection.objects.filter(entry=entry).order_by("-pk")[:MOST_SHOWN]
    return render_to_string("admin/inspections/_of_entry.html", {"inspections": latest})


PANELS = {"admin:registry_entry_change": inspections}
