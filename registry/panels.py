"""The panel of this room on the page of a filing: its number."""

from django.template.loader import render_to_string

from filings.models import Filing
from filings.states import Status
from registry.models import Entry


def number(filing: Filing) -> str:
    """Return the number of the filing's service as HTML, or that it is being issued; "" before the filing is filed."""
    entry = Entry.objects.filter(service_id=filing.service_id).first()
    if entry is None and filing.status != Status.FILED:
        return ""
    return render_to_string("registry/_number.html", {"entry": entry})


PANELS = {"filings:detail": number}
