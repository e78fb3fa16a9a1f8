"""What a calendar notice or a time limit can be before it counts: one officer prepares it, another releases it."""

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import CONSEQUENCE, Move


class Status(StatusChoices):
    PREPARED = "prepared", Tone.INFO, pgettext_lazy("reference data", "Waits for release")
    RELEASED = "released", Tone.OK, pgettext_lazy("reference data", "Released")
    DISCARDED = "discarded", Tone.PLAIN, pgettext_lazy("reference data", "Discarded")


def moves(noun: str) -> dict[str, Move]:
    """Return the moves of `notice` or `rule` with the permissions they need."""
    return {
        "release": Move(frozenset({Status.PREPARED}), Status.RELEASED, f"terms.release_{noun}"),
        "discard": Move(frozenset({Status.PREPARED}), Status.DISCARDED, f"terms.prepare_{noun}"),
    }


# Another notice was released: this one was checked, and its effect shown, against a calendar no longer in force.
OVERTAKEN = {"overtake": Move(frozenset({Status.PREPARED}), Status.DISCARDED, CONSEQUENCE)}
