"""What this room shows on the pages of a filing: the office's latest decision."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from filings.models import Filing
from filings.states import Status
from reviews.models import Reason

# The statuses in which the provider has to know the reasons, and what stands above them.
HEADINGS = {
    Status.RETURNED: _("What to correct"),
    Status.REFUSED: _("Why the filing was refused"),
    Status.LAPSED: _("What was to be corrected"),
}


def decision(filing: Filing) -> str:
    """Return the latest decision with its reasons, where the provider has to know them."""
    if filing.status not in HEADINGS:
        return ""
    # One question for both: a decision of this kind has a reason.
    told = list(Reason.objects.filter(review__filing=filing).select_related("review").order_by("-review_id", "pk"))
    if not told:
        return ""
    latest = told[0].review
    reasons = [reason for reason in told if reason.review_id == latest.pk]
    context = {"decision": latest, "reasons": reasons, "heading": HEADINGS[Status(filing.status)]}
    return render_to_string("reviews/_decision.html", context)


PANELS = {"filings:detail": decision, "filings:draft": decision, "filings:section": decision}
