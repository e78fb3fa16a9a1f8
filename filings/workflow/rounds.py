"""Submit a filing as a round, withdraw it, let it lapse."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.letters.workflow import page_of, post
from filing_portal.lifecycle import Gone, NotAllowedNow, hold, hold_or_skip, locked, move
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Term
from filings import checks
from filings.models import Filing, ReferenceCounter, Round, Service
from filings.references import reference
from filings.snapshots import entity_of, freeze, sha256
from filings.states import Status
from filings.workflow.editing import correction_time_is_over, forget_unsaved, refuse_after_correction_time
from providers.models import Provider


@transaction.atomic
def submit(filing_id: int, round_number: int, *, by: User) -> Filing:
    """Freeze round `round_number` (1, 2, …) and start the term to decide it (T4); idempotent for one round.

    Everything is validated again. Raises Gone, PermissionDenied, NotAllowedNow (submitted or withdrawn meanwhile, a
    page of an older round, the time for correction over), and ValidationError by column.
    """
    # Only the holder of this lock makes rounds, so the check below cannot be overtaken.
    provider = lock_provider_of(filing_id)
    if submitted := Filing.objects.owned_by(by).filter(pk=filing_id, rounds__number=round_number).first():
        return submitted
    filing = hold(Filing, filing_id, "submit", by=by)
    if round_number != filing.rounds.count() + 1:
        sentence = _("This page is out of date. Open the filing again and check your answers.")
        raise NotAllowedNow(filing, "submit", sentence)
    now = clock.now()
    today = clock.shanghai_day(now)
    refuse_after_correction_time(filing, today)
    if filing.unsaved:
        sentence = _("Some of what you entered is not saved yet. Correct it, then submit.")
        raise NotAllowedNow(filing, "submit", sentence)
    if found := checks.found(filing.answers, today):
        raise ValidationError(found)
    if filing.status == Status.RETURNED:
        terms.meet(filing.term_id, today)
    term = terms.start("decide", today)
    changes: dict[str, Any] = {"submitted_at": now, "term": term, "due_on": term.due_on}
    if round_number == 1:
        changes |= {
            # The first round meets T1: corrections, and what is released meanwhile, change its lateness no more.
            "late_by": terms.meet(filing.file_term_id, today),
            "reference": next_reference(today.year),
            "province": provider.province,
            "county": provider.county,
        }
    submitted_filing: Filing = move(filing, "submit", by=by, **changes)
    freeze_round(filing, provider, round_number, term, now, by=by)
    first_day = Least("started_on", Value(filing.started_on))
    Service.objects.filter(pk=filing.service_id).update(name=filing.service_name, started_on=first_day)
    notify(filing, "received", f"{filing.pk}.{round_number}")
    return submitted_filing


def lock_provider_of(filing_id: int) -> Provider:
    """Return the filing's provider, locked: it comes before the filing itself. Raises Gone when there is no filing."""
    provider: Provider = locked(Provider, provider_id_of(filing_id))
    return provider


def provider_id_of(filing_id: int) -> int:
    """Return the key of the filing's provider, which never changes. Raises Gone when there is no filing."""
    provider_id = Filing.objects.filter(pk=filing_id).values_list("provider_id", flat=True).first()
    if provider_id is None:
        raise Gone(f"No filing {filing_id}.")
    return provider_id


def freeze_round(filing: Filing, provider: Provider, number: int, term: Term, now: datetime, *, by: User) -> None:
    """Create the round with the provider's facts and the filing's answers as of now."""
    snapshot = freeze(entity_of(provider) | filing.answers)
    Round.objects.create(
        filing=filing,
        number=number,
        snapshot=snapshot,
        sha256=sha256(snapshot),
        submitted_by=by,
        submitted_at=now,
        term=term,
    )


def next_reference(year: int) -> str:
    """Take the year's next reference; its counter stays locked until the transaction ends."""
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1)
    return reference(year, ReferenceCounter.objects.get(year=year).last)


def notify(filing: Filing, kind: str, key: str, **context: Any) -> None:
    """Send the provider's members a letter about their filing; once for one `key`."""
    post(
        kind,
        to=filing.provider.members(),
        key=key,
        url=page_of(filing),
        about=filing,
        filing=filing,
        **context,
    )


@transaction.atomic
def withdraw(filing_id: int, *, by: User) -> Filing:
    """Take the submission back and end its term: the office need not decide it any more.

    Raises Gone, PermissionDenied, NotAllowedNow.
    """
    filing = hold(Filing, filing_id, "withdraw", by=by)
    terms.meet(filing.term_id, clock.today())
    forget_unsaved(filing)
    withdrawn: Filing = move(filing, "withdraw", by=by, term=None, due_on=None)
    return withdrawn


@transaction.atomic
def lapse(filing_id: int, today: date | None = None) -> None:
    """Let a returned filing lapse that was not corrected by the end of its last day (T6), and notify the provider.

    Idempotent: a filing that has moved on, or can still be corrected on the Shanghai day `today`, is skipped.
    """
    today = today or clock.today()
    filing = hold_or_skip(Filing, filing_id, "lapse")
    if filing is None or not correction_time_is_over(filing, today):
        return
    terms.meet(filing.term_id, today)
    forget_unsaved(filing)
    move(filing, "lapse", term=None, due_on=None)
    notify(filing, "lapsed", f"{filing.pk}")
