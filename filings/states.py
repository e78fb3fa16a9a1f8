"""What a filing can be, and what moves it. One screen, one truth: pages and console read this table too."""

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import CLOCK, OWNER, Move

REVIEW = "filings.review_filing"


class Status(StatusChoices):
    DRAFT = "draft", Tone.PLAIN, pgettext_lazy("filing", "Draft")
    SUBMITTED = "submitted", Tone.INFO, pgettext_lazy("filing", "In review")
    RETURNED = "returned", Tone.WARN, pgettext_lazy("filing", "Returned for correction")
    FILED = "filed", Tone.OK, pgettext_lazy("filing", "Filed")
    REFUSED = "refused", Tone.BAD, pgettext_lazy("filing", "Refused")
    LAPSED = "lapsed", Tone.PLAIN, pgettext_lazy("filing", "Lapsed")
    WITHDRAWN = "withdrawn", Tone.PLAIN, pgettext_lazy("filing", "Withdrawn")


MOVES = {
    "submit": Move(frozenset({Status.DRAFT, Status.RETURNED}), Status.SUBMITTED, OWNER),
    "withdraw": Move(frozenset({Status.RETURNED, Status.SUBMITTED}), Status.WITHDRAWN, OWNER),
    "send_back": Move(frozenset({Status.SUBMITTED}), Status.RETURNED, REVIEW),
    "accept": Move(frozenset({Status.SUBMITTED}), Status.FILED, REVIEW),
    "refuse": Move(frozenset({Status.SUBMITTED}), Status.REFUSED, REVIEW),
    "lapse": Move(frozenset({Status.RETURNED}), Status.LAPSED, CLOCK),
}

EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
OPEN = frozenset({Status.DRAFT, Status.SUBMITTED, Status.RETURNED})
# Ended without a number: the service may be filed anew.
OVER = frozenset({Status.REFUSED, Status.LAPSED, Status.WITHDRAWN})
