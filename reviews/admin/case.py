"""What the console's page of a case shows: the answers with what changed, the namesakes, the history."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext

from filing_portal.accounts.models import User
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import Line, timeline
from filing_portal.lifecycle import verbs_for
from filing_portal.terms.days_left import DaysLeft
from filing_portal.terms.picture import left_of
from filings.models import Filing, Round
from filings.snapshots import Answer, Answered, People, read
from filings.states import Status
from providers.models import Provider
from providers.states import Status as ProviderStatus
from reviews.grounds import cited, looked_up
from reviews.reading import Masked, amended, masked, sealed_of

MOST_CLASHES = 10


def grounds_of(event: Event) -> str:
    """Return the grounds of a decision, or which number was shown and for what, by its event."""
    if "purpose" in event.after:
        return looked_up(event.after["number"], event.after["purpose"])
    return cited(event.after.get("grounds", ()))


@dataclass(frozen=True)
class CasePage:
    """One filing as one officer may see it."""

    filing: Filing
    officer: User

    @cached_property
    def rounds(self) -> list[Round]:
        """Return all submissions with their decisions, newest first."""
        rounds = self.filing.rounds.select_related("submitted_by", "review__reviewer")
        return list(rounds.prefetch_related("review__reasons").order_by("-number"))

    @property
    def latest(self) -> Round:
        return self.rounds[0]

    @property
    def former(self) -> Round | None:
        return self.rounds[1] if len(self.rounds) > 1 else None

    @cached_property
    def decided(self) -> list[Round]:
        return [each for each in self.rounds if hasattr(each, "review")]

    @cached_property
    def sections(self) -> list[Answered]:
        return read(self.latest.snapshot, self.former.snapshot if self.former else None, self.people)

    @cached_property
    def people(self) -> People:
        return sealed_of(self.latest.snapshot, self.former.snapshot if self.former else None)

    @cached_property
    def changes(self) -> int:
        return sum(answer.is_changed for section in self.sections for answer in section.answers)

    @cached_property
    def amended(self) -> list[Answer]:
        """Return the provider's facts that are no longer those of the latest submission, while it waits."""
        return amended(self.latest, self.filing.provider) if self.filing.status == Status.SUBMITTED else []

    @cached_property
    def clashes(self) -> list[Provider]:
        return list(self.filing.provider.clashes()[:MOST_CLASHES])

    @cached_property
    def events(self) -> list[Event]:
        return list(Event.objects.about(self.filing))

    @property
    def timeline(self) -> list[Line]:
        return timeline(self.events, grounds_of)

    @property
    def overtaken(self) -> str:
        """Return the sentence for a decision that came second: who was first, with what and when."""
        first = timeline(event for event in self.events if "status" in event.after)[0]
        sentence = gettext("%(who)s was first: %(what)s, %(when)s. Your decision was not recorded.")
        when = date_format(timezone.localtime(first.at), "DATETIME_FORMAT")
        return sentence % {"who": first.actor_name, "what": first.title, "when": when}

    @cached_property
    def time_left(self) -> DaysLeft | None:
        return left_of(self.filing)

    @cached_property
    def verbs(self) -> list[str]:
        return verbs_for(self.filing, self.officer)

    @property
    def may_decide(self) -> bool:
        return "accept" in self.verbs

    @property
    def may_reveal(self) -> bool:
        return "reveal" in self.verbs

    @property
    def verifies(self) -> bool:
        """Tell whether putting the case on file verifies its provider."""
        return self.filing.provider.status == ProviderStatus.REGISTERED

    @cached_property
    def masked(self) -> list[Masked]:
        return masked(self.latest, self.filing.provider, self.people)

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the case is open, but another office's to decide."""
        is_reviewer = self.officer.has_perm("filings.review_filing")
        return self.filing.status == Status.SUBMITTED and is_reviewer and not self.may_decide

    @cached_property
    def next_pk(self) -> int | None:
        """Return the key of the other open case with the least time left, None for none."""
        queue = Filing.objects.within(self.officer.post.office).awaiting_review().exclude(pk=self.filing.pk)
        return queue.values_list("pk", flat=True).first()
