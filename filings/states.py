"""What a filing can be, and what moves it. One screen, one truth: pages and console read this table too."""

from django.db import models
from django.utils.translation import pgettext_lazy

from filing_portal.lifecycle import CLOCK, OWNER, Move

REVIEW = "filings.review_filing"


class Status(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("filing", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("filing", "In review")
    RETURNED = "returned", pgettext_lazy("filing", "Returned for correction")
    FILED = "filed", pgettext_lazy("filing", "Filed")
    REFUSED = "refused", pgettext_lazy("filing", "Refused")
    LAPSED = "lapsed", pgettext_lazy("filing", "Lapsed")
    WITHDRAWN = "withdrawn", pgettext_lazy("filing", "Withdrawn")


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
