"""Decide a round: put the filing on file, return it for correction, or refuse it (art. 12); show a masked number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.punctuation import listed
from filing_portal.ledger.codes import Facts, codes
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import NotAllowedNow, hold, move
from filing_portal.terms import workflow as terms
from filings.models import Filing, Round
from filings.workflow import notify, provider_id_of
from providers.models import Provider
from providers.workflow import lock_with_namesakes, verify
from registry.tasks import issue_number
from reviews.grounds import Ground, Purpose
from reviews.models import Outcome, Reason, Review
from reviews.reading import Masked, amended, masked


@dataclass(frozen=True)
class Because:
    """A reason before it is recorded: the ground's code and the sentence for the provider."""

    ground: str
    text: str

    @property
    def ground_label(self) -> str:
        """Return the ground in the reader's language."""
        return str(Ground(self.ground).label)


@transaction.atomic
def accept(filing_id: int, round_number: int, *, by: User, note: str = "") -> Filing:
    """Put the filing on file; a task gives it its number once this transaction has committed.

    The first accepted filing verifies its provider. Raises Gone, PermissionDenied, and NotAllowedNow when the round was
    decided meanwhile or is not the latest, when another provider has the same code, and when the provider has corrected
    its facts since the round.
    """
    provider = lock_with_namesakes(provider_id_of(filing_id))  # before the filing, as everywhere
    judged = hold_round(filing_id, round_number, "accept", by=by)
    refuse_after_amendment(judged, provider)
    filing = decide(judged, "accept", by=by, note=note, term=None, due_on=None)
    verify(provider, by=by)
    # robust: a broker that is down must not undo a decision on record; the sweeper finds what is lost here.
    transaction.on_commit(lambda: issue_number.delay(filing.pk), robust=True)
    return filing


def refuse_after_amendment(judged: Round, provider: Provider) -> None:
    """Raise NotAllowedNow unless the locked provider's facts are those of the round: only these may be verified."""
    if found := amended(judged, provider):
        sentence = _(
            "The provider has changed its registered facts since it submitted them: %(facts)s. "
            "Return the filing, so that it is submitted again."
        ) % {"facts": listed(str(answer.item.label) for answer in found)}
        raise NotAllowedNow(judged.filing, "accept", sentence)


@transaction.atomic
def send_back(filing_id: int, round_number: int, reasons: Sequence[Because], *, by: User, note: str = "") -> Filing:
    """Send the filing back for correction, and start the time that policy sets for it (T6).

    Raises ValidationError without a reason, Gone, PermissionDenied, and NotAllowedNow when the round was decided
    meanwhile or is not the latest.
    """
    require(reasons)
    judged = hold_round(filing_id, round_number, "send_back", by=by)
    term = terms.start("correct", clock.today())
    filing = decide(judged, "send_back", reasons, by=by, note=note, term=term, due_on=term.due_on)
    notify(filing, "returned", f"{filing.pk}.{round_number}", reasons=reasons)
    return filing


@transaction.atomic
def refuse(filing_id: int, round_number: int, reasons: Sequence[Because], *, by: User, note: str = "") -> Filing:
    """Refuse the filing, with the reasons the law asks for (art. 12). Raises what `send_back` raises."""
    require(reasons)
    judged = hold_round(filing_id, round_number, "refuse", by=by)
    filing = decide(judged, "refuse", reasons, by=by, note=note, term=None, due_on=None)
    notify(filing, "refused", f"{filing.pk}.{round_number}", reasons=reasons)
    return filing


def require(reasons: Sequence[Because]) -> None:
    """Raise ValidationError unless there is a reason, and each says something."""
    if not reasons or not all(each.text.strip() for each in reasons):
        raise ValidationError(_("Give at least one reason: the provider must know what is wrong."))


def hold_round(filing_id: int, round_number: int, verb: str, *, by: User) -> Round:
    """Hold the filing and return its latest round.

    Raises Gone, PermissionDenied, and NotAllowedNow when the status does not allow `verb`, or when a newer round than
    `round_number` has arrived since the page was read.
    """
    filing = hold(Filing, filing_id, verb, by=by)
    latest: Round = filing.rounds.latest("number")
    if latest.number != round_number:
        raise NotAllowedNow(filing, verb, _("A newer submission has arrived. Read it below before you decide."))
    return latest


def decide(judged: Round, verb: str, reasons: Sequence[Because] = (), *, by: User, note: str, **changes: Any) -> Filing:
    """Record the one decision on a round whose filing is held; `changes` are columns of the filing."""
    now = clock.now()
    late_by = terms.meet(judged.term_id, clock.shanghai_day(now))
    # The ledger tells on what grounds; what people wrote, which may be about persons, stays in the review.
    grounds = {"grounds": codes(dict.fromkeys(each.ground for each in reasons))} if reasons else {}
    filing: Filing = move(judged.filing, verb, by=by, facts=grounds, decided_at=now, **changes)
    review = Review.objects.create(
        filing=filing,
        round=judged,
        reviewer=by,
        outcome=Outcome(filing.status),
        note=note,
        decided_at=now,
        late_by=late_by,
    )
    Reason.objects.bulk_create(Reason(review=review, ground=each.ground, text=each.text) for each in reasons)
    return filing


@transaction.atomic
def reveal(filing_id: int, number: str, purpose: str, *, by: User) -> Masked:
    """Record that a masked number of the case is shown to `by` for this purpose, and return it; twice is two events.

    Show it only once this has returned: what was shown is then on record. Raises Gone, PermissionDenied, and
    ValidationError when the case has no such number, or there is no such purpose.
    """
    filing: Filing = hold(Filing, filing_id, "reveal", by=by)
    found = {each.kind.value: each for each in masked(filing.rounds.latest("number"), filing.provider)}
    if number not in found or purpose not in Purpose:
        raise ValidationError(_("This number is not on record. Open the case again and choose one that is listed."))
    shown = found[number]
    said: Facts = {
        "number": shown.kind,
        "sealed": shown.sealed.pk,
        "provider": filing.provider_id,
        "purpose": Purpose(purpose),
    }
    record(filing, "reveal", by=by, after=said)
    return shown
