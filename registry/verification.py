"""Verify a number against the register, in one way for the page, the record and the API."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


@dataclass(frozen=True)
class Verdict:
    """What the register says about a text, why (a code and a sentence, both empty when valid), and what was read."""

    result: Result
    code: str = ""
    reason: str = ""
    number: numbers.Number | None = None
    entry: Entry | None = None

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
        number = numbers.read(text)
    except numbers.Unreadable as error:
        return Verdict(Result.MALFORMED, error.code, str(error))
    entry = Entry.objects.filter(number=number.body).first()
    if entry is None:
        return Verdict(Result.NOT_FOUND, Result.NOT_FOUND.value, str(REASONS[Result.NOT_FOUND]), number)
    status = Status(entry.status)
    if status == Status.VALID:
        return Verdict(Result.VALID, number=number, entry=entry)
    return Verdict(RESULTS[status], status.value, str(REASONS[status]), number, entry)
