from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import NotAllowedNow, advance
from filing_portal.workdays import clock
from filing_portal.workdays import workflow as terms
from filings.models import Filing, Round
from filings.workflow import tell
from providers.workflow import lock_with_namesakes, verify
from registry.tasks import issue_number
from reviews.grounds import Ground, cited
from reviews.models import Outcome, Reason, Review


@dataclass(frozen=True)
class Because:
    """A reason before it is recorded: the ground's code and the sentence for the provider."""

    ground: str
    text: str

    @property
    def ground_label(self) -> str:
        return str(Ground(self.ground).label)


@transaction.atomic
def accept(filing_id: int, round_number: int, *, by: User, note: str = "") -> Filing:
    """Put the filing on file; its number follows once this transaction commits.

    The first accepted filing verifies its provider: raises NotAllowedNow when another one has the same code, and when
    the provider has corrected its facts since the round.
    """
    provider_id = Filing.objects.filter(pk=filing_id).values_list("provider_id", flat=True).first()
    lock_with_namesakes(provider_id)  # before the filing, as everywhere; who may decide is asked next
    filing = decide(filing_id, round_number, "accept", Outcome.FILED, by=by, note=note, term=None, due_on=None)
    refuse_after_amendment(filing)
    verify(provider_id, by=by)
    # robust: a broker that is down must not undo a decision on record; the sweeper finds what is lost here.
    transaction.on_commit(lambda: issue_number.delay(filing.pk), robust=True)
    return filing


def refuse_after_amendment(filing: Filing) -> None:
    """Raise NotAllowedNow unless the provider's facts are those that were reviewed: only these may be verified."""
    submitted = Event.objects.about(filing).filter(verb="submit").last()
    # Submission and amendment both lock the provider, so their events are numbered in the order they happened.
    amended = Event.objects.about(filing.provider).filter(verb="amend", pk__gt=submitted.pk if submitted else 0)
    if any(event.after.keys() - {"person"} for event in amended):
        sentence = _("The provider has corrected its registered facts since. Return the filing to be submitted again.")
        raise NotAllowedNow(filing, "accept", sentence)


@transaction.atomic
def send_back(filing_id: int, round_number: int, reasons: Sequence[Because], *, by: User, note: str = "") -> Filing:
    """The round is closed and the provider has the time that policy sets to correct it (T6)."""
    require(reasons)
    term = terms.start("correct", clock.today())
    filing = decide(
        filing_id, round_number, "send_back", Outcome.RETURNED, reasons, by=by, note=note, term=term, due_on=term.due_on
    )
    tell(filing, "returned", f"{filing.pk}.{round_number}", reasons=reasons)
    return filing


@transaction.atomic
def refuse(filing_id: int, round_number: int, reasons: Sequence[Because], *, by: User, note: str = "") -> Filing:
    """The filing is refused, with the reasons the law asks for (art. 12)."""
    require(reasons)
    filing = decide(
        filing_id, round_number, "refuse", Outcome.REFUSED, reasons, by=by, note=note, term=None, due_on=None
    )
    tell(filing, "refused", f"{filing.pk}.{round_number}", reasons=reasons)
    return filing


def require(reasons: Sequence[Because]) -> None:
    if not reasons or not all(each.text.strip() for each in reasons):
        raise ValidationError(_("Give at least one reason: the provider must know what is wrong."))


def decide(
    filing_id: int,
    round_number: int,
    verb: str,
    outcome: Outcome,
    reasons: Sequence[Because] = (),
    *,
    by: User,
    note: str,
    **changes,
) -> Filing:
    """The round has its one decision; whoever comes second, or judged an older round, is told."""
    now = clock.now()
    # The ledger tells on what grounds; what people wrote, which may be about persons, stays in the review.
    grounds = cited(tuple(each.ground for each in reasons))
    filing = advance(Filing, filing_id, verb, by=by, note=grounds, decided_at=now, **changes)
    latest = Round.objects.filter(filing=filing).latest("number")
    if latest.number != round_number:
        raise NotAllowedNow(filing, verb, _("A newer submission has arrived. Open the case again and read it first."))
    late_by = terms.meet(latest.term_id, clock.shanghai_day(now))
    review = Review.objects.create(
        filing=filing, round=latest, reviewer=by, outcome=outcome, note=note, decided_at=now, late_by=late_by
    )
    Reason.objects.bulk_create(Reason(review=review, ground=each.ground, text=each.text) for each in reasons)
    return filing
