"""What this room shows on the pages of a filing: the office's latest decision."""

from django.template.loader import render_to_string

from filings.models import Filing
from filings.states import Status
from reviews.models import Review

WITH_REASONS = frozenset({Status.RETURNED, Status.REFUSED, Status.LAPSED})


def decision(filing: Filing) -> str:
    """Return the latest decision with its reasons, where the provider has to know them."""
    if filing.status not in WITH_REASONS:
        return ""
    latest = Review.objects.filter(filing=filing).prefetch_related("reasons").first()
    return render_to_string("reviews/_decision.html", {"decision": latest, "filing": filing}) if latest else ""


PANELS = {"filings:detail": decision, "filings:draft": decision, "filings:section": decision}
