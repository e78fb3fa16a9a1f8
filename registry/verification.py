"""Verify a number against the register, in one way for the page, the record and the API."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from registry import numbers
from registry.models import Entry
from registry.states import Status


# The answers to a verification, for programs; a revoked filing counts as deregistered. Not a docstring: the public
# description of the API would show it.
class Result(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    DEREGISTERED = "deregistered"
    NOT_FOUND = "not_found"
    MALFORMED = "malformed"


RESULTS = {
    Status.SUSPENDED: Result.SUSPENDED,
    Status.DEREGISTERED: Result.DEREGISTERED,
    Status.REVOKED: Result.DEREGISTERED,
}
REASONS: dict[str, Promise] = {
    Status.SUSPENDED: _(
        "The authority has ordered the provider to suspend this service until it complies with the law."
    ),
    Status.DEREGISTERED: _("The provider has ended this service and deregistered it."),
    Status.REVOKED: _("The authority has revoked this filing."),
    Result.NOT_FOUND: _("The number is well formed, but no filing in the register has it."),
}


HEADINGS: dict[str, Promise] = {
    Result.VALID: _("This filing number is valid"),
    Result.SUSPENDED: _("This filing is suspended"),
    Result.DEREGISTERED: _("This filing is no longer in force"),
    Result.NOT_FOUND: _("This number is not in the register"),
    Result.MALFORMED: _("This is not a filing number"),
    # By reason, where the form of a number is not wholly wrong.
    "unknown_county": _("Unknown county code"),
    "cut_off": _("This filing number is incomplete"),
}
ADVICE: dict[str, Promise] = {
    Result.VALID: _(
        "Compare the name and web address of the record with the site or app in front of you. "
        "If they differ, the number may be misused."
    ),
    Result.SUSPENDED: _("Do not rely on the service until the record says that the filing is valid again."),
    Result.DEREGISTERED: _("A site or app that still shows this number misuses it."),
    Result.NOT_FOUND: _(
        "Compare it with the source once more; if it is the same there, the site or app shows a number that does not "
        "exist."
    ),
}
ICONS = {
    Result.VALID: "patch-check-fill",
    Result.SUSPENDED: "pause-circle-fill",
    Result.DEREGISTERED: "dash-circle-fill",
    Result.NOT_FOUND: "question-circle-fill",
    Result.MALFORMED: "x-circle-fill",
}
# So many entries are named beside a number that was cut off; the search has the others.
MOST_OF_A_PROVIDER = 5


@dataclass(frozen=True)
class Verdict:
    """What the register says about a text, why (a code and a sentence, both empty when valid), and what was read.

    `same_provider` are the newest entries with the provider block of a number that was cut off.
    """

    result: Result
    code: str = ""
    reason: str = ""
    number: numbers.Number | None = None
    entry: Entry | None = None
    block: str = ""
    same_provider: tuple[Entry, ...] = ()

    @property
    def heading(self) -> Promise:
        return HEADINGS.get(self.code, HEADINGS[self.result])

    @property
    def advice(self) -> Promise | str:
        """What the reader should do now; empty where the reason says it."""
        return ADVICE.get(self.result, "")

    @property
    def icon(self) -> str:
        return ICONS[self.result]

    @property
    def is_looked_up(self) -> bool:
        """Whether the register was asked, for a number or its block; of any other text only the form is read."""
        return self.result != Result.MALFORMED or self.block != ""

    @property
    def look(self) -> str:
        """How the answer is shown: a filing that was revoked as grave as it is, not as one its provider has ended."""
        return Status.REVOKED.value if self.code == Status.REVOKED else self.result.value

    @property
    def printed(self) -> str:
        """The number in normal form: as the register prints it, else as typed, else empty."""
        return self.entry.full_number if self.entry else str(self.number or "")


def verify(text: str) -> Verdict:
    """Return what the register says about the number in `text`, which is read forgivingly."""
    try:
        number = numbers.read(text, clock.today())
    except numbers.Unreadable as error:
        block = str(error.details.get("block", ""))
        return Verdict(Result.MALFORMED, error.code, str(error), block=block, same_provider=entries_of(block))
    entry = Entry.objects.filter(number=number.body).first()
    if entry is None:
        return Verdict(Result.NOT_FOUND, Result.NOT_FOUND.value, str(REASONS[Result.NOT_FOUND]), number)
    status = Status(entry.status)
    if status == Status.VALID:
        return Verdict(Result.VALID, number=number, entry=entry)
    return Verdict(RESULTS[status], status.value, str(REASONS[status]), number, entry)


def entries_of(block: str) -> tuple[Entry, ...]:
    """Return the newest entries with this provider block; none for an empty or unknown one."""
    return tuple(Entry.objects.filter(block=int(block))[:MOST_OF_A_PROVIDER]) if block else ()
