"""What an event says to people: the verbs of every noun in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, pgettext_lazy

from filing_portal.ledger.models import Event

KINDS = {
    "filings.filing": pgettext_lazy("ledger", "Filing"),
    "providers.provider": pgettext_lazy("ledger", "Provider"),
    "registry.entry": pgettext_lazy("ledger", "Entry"),
    "inspections.inspection": pgettext_lazy("ledger", "Inspection"),
    "offices.officer": pgettext_lazy("ledger", "Officer"),
    "terms.notice": pgettext_lazy("ledger", "Calendar notice"),
    "terms.limit": pgettext_lazy("ledger", "Time limit"),
    "feeds.feed": pgettext_lazy("ledger", "Calendar subscription"),
}

VERBS = {
    ("filings.filing", "start"): pgettext_lazy("ledger", "Draft started"),
    ("filings.filing", "discard"): pgettext_lazy("ledger", "Draft discarded"),
    ("filings.filing", "submit"): pgettext_lazy("ledger", "Submitted"),
    ("filings.filing", "withdraw"): pgettext_lazy("ledger", "Withdrawn by the provider"),
    ("filings.filing", "send_back"): pgettext_lazy("ledger", "Returned for correction"),
    ("filings.filing", "accept"): pgettext_lazy("ledger", "Put on file"),
    ("filings.filing", "refuse"): pgettext_lazy("ledger", "Refused"),
    ("filings.filing", "lapse"): pgettext_lazy("ledger", "Lapsed: not corrected in time"),
    ("filings.filing", "move_deadline"): pgettext_lazy("ledger", "Due day moved"),
    ("providers.provider", "register"): pgettext_lazy("ledger", "Provider registered"),
    ("providers.provider", "amend"): pgettext_lazy("ledger", "Registered facts corrected"),
    ("providers.provider", "verify"): pgettext_lazy("ledger", "Provider verified"),
    ("registry.entry", "issue"): pgettext_lazy("ledger", "Number issued and published"),
    ("registry.entry", "import"): pgettext_lazy("ledger", "Taken over from a published list"),
    ("registry.entry", "supplement"): pgettext_lazy("ledger", "Completed from a published list"),
    ("registry.entry", "correct"): pgettext_lazy("ledger", "Corrected after an inspection"),
    ("registry.entry", "pass_inspection"): pgettext_lazy("ledger", "Passed an inspection"),
    ("registry.entry", "fail_inspection"): pgettext_lazy("ledger", "Did not pass an inspection"),
    ("registry.entry", "suspend"): pgettext_lazy("ledger", "Suspended"),
    ("registry.entry", "resume"): pgettext_lazy("ledger", "Resumed"),
    ("registry.entry", "deregister"): pgettext_lazy("ledger", "Deregistered"),
    ("registry.entry", "revoke"): pgettext_lazy("ledger", "Revoked"),
    ("inspections.inspection", "open"): pgettext_lazy("ledger", "Inspection opened"),
    ("inspections.inspection", "answer"): pgettext_lazy("ledger", "Inspection answered"),
    ("inspections.inspection", "fall_due"): pgettext_lazy("ledger", "Inspection overdue"),
    ("inspections.inspection", "fall_back"): pgettext_lazy("ledger", "No longer overdue: the due day has moved"),
    ("inspections.inspection", "pass_"): pgettext_lazy("ledger", "Inspection passed"),
    ("inspections.inspection", "fail"): pgettext_lazy("ledger", "Inspection not passed"),
    ("inspections.inspection", "move_deadline"): pgettext_lazy("ledger", "Due day moved"),
    ("offices.officer", "appoint"): pgettext_lazy("ledger", "Officer appointed"),
    ("offices.officer", "deactivate"): pgettext_lazy("ledger", "Officer's account closed"),
    ("offices.officer", "reactivate"): pgettext_lazy("ledger", "Officer's account opened again"),
    ("terms.notice", "prepare"): pgettext_lazy("ledger", "Notice prepared"),
    ("terms.notice", "release"): pgettext_lazy("ledger", "Notice released"),
    ("terms.notice", "overtake"): pgettext_lazy("ledger", "Discarded, since another notice was released"),
    ("terms.notice", "discard"): pgettext_lazy("ledger", "Notice discarded"),
    ("terms.limit", "prepare"): pgettext_lazy("ledger", "Time limit prepared"),
    ("terms.limit", "release"): pgettext_lazy("ledger", "Time limit released"),
    ("terms.limit", "discard"): pgettext_lazy("ledger", "Time limit discarded"),
    ("feeds.feed", "open"): pgettext_lazy("ledger", "Calendar address made"),
    ("feeds.feed", "revoke"): pgettext_lazy("ledger", "Calendar address revoked"),
}


@dataclass(frozen=True)
class Line:
    """A line of a timeline."""

    at: datetime
    title: str
    actor_name: str
    note: str


def timeline(events: Iterable[Event]) -> list[Line]:
    """Return the events as lines with the names of those who acted, newest first."""
    lines = [Line(event.at, title(event), actor(event), event.note) for event in events]
    return lines[::-1]


def title(event: Event) -> str:
    return str(VERBS.get((event.subject_type, event.verb), event.verb))


def kind(event: Event) -> str:
    return str(KINDS.get(event.subject_type, event.subject_type))


def actor(event: Event) -> str:
    return str(event.actor) if event.actor else gettext("The portal")
