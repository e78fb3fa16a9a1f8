"""What an inspection can be, and what moves it."""

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import CLOCK, OWNER, Move

JUDGE = "inspections.judge_inspection"


class Status(StatusChoices):
    OPEN = "open", Tone.INFO, pgettext_lazy("inspection", "To be answered")
    OVERDUE = "overdue", Tone.BAD, pgettext_lazy("inspection", "Overdue")
    ANSWERED = "answered", Tone.INFO, pgettext_lazy("inspection", "Answered")
    PASSED = "passed", Tone.OK, pgettext_lazy("inspection", "Passed")
    NOT_PASSED = "not_passed", Tone.BAD, pgettext_lazy("inspection", "Not passed")


MOVES = {
    # Late is a fact, not a wall: an overdue inspection can still be answered.
    "answer": Move(frozenset({Status.OPEN, Status.OVERDUE}), Status.ANSWERED, OWNER),
    "fall_due": Move(frozenset({Status.OPEN}), Status.OVERDUE, CLOCK),
    # A release has moved the due day of what was overdue to a day still to come.
    "fall_back": Move(frozenset({Status.OVERDUE}), Status.OPEN, CLOCK),
    "pass_": Move(frozenset({Status.ANSWERED}), Status.PASSED, JUDGE),
    "fail": Move(frozenset({Status.ANSWERED, Status.OVERDUE}), Status.NOT_PASSED, JUDGE),
}

UNANSWERED = frozenset({Status.OPEN, Status.OVERDUE})
PENDING = frozenset({Status.OPEN, Status.OVERDUE, Status.ANSWERED})
