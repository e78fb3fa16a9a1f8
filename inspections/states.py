"""What an inspection can be, and what moves it."""

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import Move, clock_alone, holds, owner
from filing_portal.offices.rights import in_own_office

JUDGE = "inspections.judge_inspection"
RIGHTS = {JUDGE: pgettext_lazy("permission", "Judge inspections")}


class Status(StatusChoices):
    OPEN = "open", Tone.INFO, pgettext_lazy("inspection", "To be answered")
    OVERDUE = "overdue", Tone.BAD, pgettext_lazy("inspection", "Overdue")
    ANSWERED = "answered", Tone.INFO, pgettext_lazy("inspection", "Answered")
    PASSED = "passed", Tone.OK, pgettext_lazy("inspection", "Passed")
    NOT_PASSED = "not_passed", Tone.BAD, pgettext_lazy("inspection", "Not passed")


UNANSWERED = frozenset({Status.OPEN, Status.OVERDUE})
PENDING = frozenset({Status.OPEN, Status.OVERDUE, Status.ANSWERED})

judge = holds(JUDGE) & in_own_office

MOVES = {
    "open": Move(frozenset(), Status.OPEN, clock_alone, pgettext_lazy("ledger", "Inspection opened")),
    # Late is a fact, not a wall: an overdue inspection can still be answered.
    "answer": Move(UNANSWERED, Status.ANSWERED, owner, pgettext_lazy("ledger", "Inspection answered")),
    "fall_due": Move({Status.OPEN}, Status.OVERDUE, clock_alone, pgettext_lazy("ledger", "Inspection overdue")),
    # A release has moved the due day of what was overdue to a day still to come.
    "fall_back": Move(
        {Status.OVERDUE},
        Status.OPEN,
        clock_alone,
        pgettext_lazy("ledger", "No longer overdue: the due day has moved"),
    ),
    "pass_inspection": Move({Status.ANSWERED}, Status.PASSED, judge, pgettext_lazy("ledger", "Inspection passed")),
    "fail_inspection": Move(
        {Status.ANSWERED, Status.OVERDUE},
        Status.NOT_PASSED,
        judge,
        pgettext_lazy("ledger", "Inspection not passed"),
    ),
    "move_deadline": Move(UNANSWERED, None, clock_alone, pgettext_lazy("ledger", "Due day moved")),
}
