"""The statuses of an entry of the register, and the verbs that change them."""

from functools import partial

from django.utils.translation import pgettext_lazy

from filing_portal.base.statuses import StatusChoices, Tone
from filing_portal.lifecycle import Move, by_command, consequence, holds
from filing_portal.offices.rights import in_own_office

ACT = "registry.act_on_entry"
RIGHTS = {ACT: pgettext_lazy("permission", "Suspend, deregister and revoke entries")}


class Status(StatusChoices):
    VALID = "valid", Tone.OK, pgettext_lazy("entry", "On file")
    SUSPENDED = "suspended", Tone.WARN, pgettext_lazy("entry", "Suspended")
    DEREGISTERED = "deregistered", Tone.PLAIN, pgettext_lazy("entry", "Deregistered")
    REVOKED = "revoked", Tone.BAD, pgettext_lazy("entry", "Revoked")


ANY = frozenset(Status)
ON_FILE = frozenset({Status.VALID, Status.SUSPENDED})

actor = holds(ACT) & in_own_office


# The public record shows the event; reasons and persons stay inside.
public = partial(Move, is_public=True)


MOVES = {
    "issue": public(frozenset(), Status.VALID, consequence, pgettext_lazy("ledger", "Number issued and published")),
    "import": public(
        frozenset(), Status.VALID, by_command, pgettext_lazy("ledger", "Taken over from a published list")
    ),
    "supplement": public(ANY, None, by_command, pgettext_lazy("ledger", "Completed from a published list")),
    # An inspection says what is right, whatever has become of the entry meanwhile.
    "correct": public(ANY, None, consequence, pgettext_lazy("ledger", "Corrected after an inspection")),
    "pass_inspection": public(ANY, None, consequence, pgettext_lazy("ledger", "Passed an inspection")),
    "fail_inspection": Move(ANY, None, consequence, pgettext_lazy("ledger", "Did not pass an inspection")),
    "suspend": public({Status.VALID}, Status.SUSPENDED, actor, pgettext_lazy("ledger", "Suspended")),
    "resume": public({Status.SUSPENDED}, Status.VALID, actor, pgettext_lazy("ledger", "Resumed")),
    "deregister": public(ON_FILE, Status.DEREGISTERED, actor, pgettext_lazy("ledger", "Deregistered")),
    "revoke": public(ON_FILE, Status.REVOKED, actor, pgettext_lazy("ledger", "Revoked")),
}
