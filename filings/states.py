"""What a filing can be, and what moves it. Pages and console read this table too."""

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import GONE, Move, clock_alone, holds, owner
from filing_portal.offices.rights import in_own_office

REVIEW = "filings.review_filing"
REVEAL = "providers.reveal_personal_data"
RIGHTS = {
    REVIEW: pgettext_lazy("permission", "Decide filings"),
    REVEAL: pgettext_lazy("permission", "See masked numbers for a stated purpose"),
}


class Status(StatusChoices):
    DRAFT = "draft", Tone.PLAIN, pgettext_lazy("filing", "Draft")
    SUBMITTED = "submitted", Tone.INFO, pgettext_lazy("filing", "In review")
    RETURNED = "returned", Tone.WARN, pgettext_lazy("filing", "Returned for correction")
    FILED = "filed", Tone.OK, pgettext_lazy("filing", "On file")
    REFUSED = "refused", Tone.BAD, pgettext_lazy("filing", "Refused")
    LAPSED = "lapsed", Tone.PLAIN, pgettext_lazy("filing", "Lapsed")
    WITHDRAWN = "withdrawn", Tone.PLAIN, pgettext_lazy("filing", "Withdrawn")


EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
OPEN = frozenset({Status.DRAFT, Status.SUBMITTED, Status.RETURNED})
# Ended without a number: the service may be filed anew.
OVER = frozenset({Status.REFUSED, Status.LAPSED, Status.WITHDRAWN})

decider = holds(REVIEW) & in_own_office

MOVES = {
    "start": Move(frozenset(), Status.DRAFT, owner, pgettext_lazy("ledger", "Draft started")),
    "save_answers": Move(EDITABLE, None, owner, ""),
    "correct_entity": Move({Status.RETURNED}, None, owner, ""),  # the event is the provider's
    "discard": Move({Status.DRAFT}, GONE, owner, pgettext_lazy("ledger", "Draft discarded")),
    "submit": Move(EDITABLE, Status.SUBMITTED, owner, pgettext_lazy("ledger", "Submitted")),
    "withdraw": Move(
        {Status.RETURNED, Status.SUBMITTED},
        Status.WITHDRAWN,
        owner,
        pgettext_lazy("ledger", "Withdrawn by the provider"),
    ),
    "start_again": Move(OVER, None, owner, ""),  # the event is the start of the new draft
    "send_back": Move({Status.SUBMITTED}, Status.RETURNED, decider, pgettext_lazy("ledger", "Returned for correction")),
    "accept": Move({Status.SUBMITTED}, Status.FILED, decider, pgettext_lazy("ledger", "Put on file")),
    "refuse": Move({Status.SUBMITTED}, Status.REFUSED, decider, pgettext_lazy("ledger", "Refused")),
    # Also after the decision: an inspection, a clash or an inquiry may ask for a number later.
    "reveal": Move(
        frozenset(Status) - {Status.DRAFT},
        None,
        decider & holds(REVEAL),
        pgettext_lazy("ledger", "Personal number shown to the office"),
    ),
    "lapse": Move(
        {Status.RETURNED}, Status.LAPSED, clock_alone, pgettext_lazy("ledger", "Lapsed: not corrected in time")
    ),
    "move_deadline": Move(OPEN, None, clock_alone, pgettext_lazy("ledger", "Due day moved")),
}
