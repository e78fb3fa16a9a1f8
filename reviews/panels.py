"""What this room shows on the pages of a filing: the office's latest decision."""

from django.template.loader import render_to_string

from filings.models import Filing
from filings.states import Status
from reviews.models import Reason

WITH_REASONS = frozenset({Status.RETURNED, Status.REFUSED, Status.LAPSED})


def decision(filing: Filing) -> str:
    """Return the latest decision with its reasons, where the provider has to know them."""
    if filing.status not in WITH_REASONS:
        return ""
    # One question for both: a decision of this kind has a reason.
    told = list(Reason.objects.filter(review__filing=filing).select_related("review").order_by("-review_id", "pk"))
    if not told:
        return ""
    latest = told[0].review
    reasons = [reason for reason in told if reason.review_id == latest.pk]
    return render_to_string("reviews/_decision.html", {"decision": latest, "reasons": reasons, "filing": filing})


PANELS = {"filings:detail": decision, "filings:draft": decision, "filings:section": decision}
