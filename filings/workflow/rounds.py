"""From submission to the end without a number: rounds are frozen, taken back, or lapse."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.letters.workflow import post
from filing_portal.lifecycle import NotAllowedNow, advance, locked
from filing_portal.workdays import clock
from filing_portal.workdays import workflow as terms
from filing_portal.workdays.models import Term
from filings.catalogue import ENTITY, items_of
from filings.models import Filing, ReferenceCounter, Round, Service
from filings.references import reference
from filings.rules import problems
from filings.snapshots import freeze, sha256
from filings.states import MOVES, Status
from filings.workflow.standing import correction_time_is_over, owned, refuse_after_correction_time
from providers.models import Provider


@transaction.atomic
def submit(filing_id: int, round_number: int, *, by: User) -> Filing:
    """Round `round_number` is frozen and waits for its decision; asked twice, the second time changes nothing.

    Everything is validated again: raises ValidationError by column when something is wrong or missing.
    """
    provider, filing = lock_with_provider(filing_id)
    owned(filing, by)
    if filing.rounds.filter(number=round_number).exists():
        return filing
    if filing.status not in MOVES["submit"].sources:
        raise NotAllowedNow(filing, "submit")
    if round_number != filing.rounds.count() + 1:
        sentence = _("This page is out of date. Open the filing again and check your answers.")
        raise NotAllowedNow(filing, "submit", sentence)
    now = clock.now()
    today = clock.shanghai_day(now)
    refuse_after_correction_time(filing, today)
    if found := problems(filing.answers, today):
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
    filing = advance(Filing, filing_id, "submit", by=by, **changes)
    freeze_round(filing, provider, round_number, term, now, by=by)
    first_day = Least("started_on", Value(filing.started_on))
    Service.objects.filter(pk=filing.service_id).update(name=filing.service_name, started_on=first_day)
    tell(filing, "received", f"{filing.pk}.{round_number}")
    return filing


def lock_with_provider(filing_id: int) -> tuple[Provider, Filing]:
    """Return the filing and its provider, locked in the order that everybody keeps."""
    provider_id = Filing.objects.filter(pk=filing_id).values_list("provider_id", flat=True).first()
    return locked(Provider, provider_id), locked(Filing, filing_id)


def freeze_round(filing: Filing, provider: Provider, number: int, term: Term, now: datetime, *, by: User) -> None:
    entity = {item.name: getattr(provider, item.name) for item in items_of(ENTITY)}
    snapshot = freeze(entity | filing.answers)
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
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1)
    return reference(year, ReferenceCounter.objects.get(year=year).last)


def tell(filing: Filing, kind: str, about: str, **context) -> None:
    """The provider's members have a letter about their filing."""
    post(
        kind,
        to=filing.provider.members(),
        about=about,
        url=f"/filings/{filing.uuid}/detail/",
        filing=filing,
        **context,
    )


@transaction.atomic
def withdraw(filing_id: int, *, by: User) -> Filing:
    """The provider's submission is taken back; the office need not decide it any more."""
    term_id = locked(Filing, filing_id).term_id
    filing = advance(Filing, filing_id, "withdraw", by=by, term=None, due_on=None)
    terms.meet(term_id, clock.today())
    return filing


@transaction.atomic
def lapse(filing_id: int, today: date | None = None) -> None:
    """An uncorrected return lapses after the end of its last day (T6)."""
    today = today or clock.today()
    filing = locked(Filing, filing_id)
    if not correction_time_is_over(filing, today):
        return
    terms.meet(filing.term_id, today)
    filing = advance(Filing, filing_id, "lapse", term=None, due_on=None)
    tell(filing, "lapsed", f"{filing.pk}")
