"""What a calendar notice or a time limit can be before it counts: one officer prepares it, another releases it."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import Move, consequence, holds
from filing_portal.offices.rights import national


class Status(StatusChoices):
    PREPARED = "prepared", Tone.INFO, pgettext_lazy("reference data", "Waits for release")
    RELEASED = "released", Tone.OK, pgettext_lazy("reference data", "Released")
    DISCARDED = "discarded", Tone.PLAIN, pgettext_lazy("reference data", "Discarded")


RIGHTS = {
    "terms.prepare_notice": pgettext_lazy("permission", "Prepare and discard calendar notices"),
    "terms.release_notice": pgettext_lazy("permission", "Release calendar notices that another officer prepared"),
    "terms.prepare_limit": pgettext_lazy("permission", "Prepare and discard versions of time limits"),
    "terms.release_limit": pgettext_lazy("permission", "Release versions of time limits that another officer prepared"),
}


def moves(noun: str, prepared: Promise, released: Promise, discarded: Promise) -> dict[str, Move]:
    """Return the moves of `notice` or `limit`, with the permissions they need and the words of their events."""
    preparer, releaser = (holds(f"terms.{verb}_{noun}") & national for verb in ("prepare", "release"))
    return {
        "prepare": Move(frozenset(), Status.PREPARED, preparer, prepared),
        # By a second officer: the verb says so to the one who prepared it.
        "release": Move({Status.PREPARED}, Status.RELEASED, releaser, released),
        "discard": Move({Status.PREPARED}, Status.DISCARDED, preparer, discarded),
    }


NOTICE_MOVES = moves(
    "notice",
    pgettext_lazy("ledger", "Notice prepared"),
    pgettext_lazy("ledger", "Notice released"),
    pgettext_lazy("ledger", "Notice discarded"),
) | {
    # Another notice was released: this one was checked, and its effect shown, against a calendar no longer in force.
    "overtake": Move(
        {Status.PREPARED},
        Status.DISCARDED,
        consequence,
        pgettext_lazy("ledger", "Discarded, since another notice was released"),
    )
}
LIMIT_MOVES = moves(
    "limit",
    pgettext_lazy("ledger", "Time limit prepared"),
    pgettext_lazy("ledger", "Time limit released"),
    pgettext_lazy("ledger", "Time limit discarded"),
)
