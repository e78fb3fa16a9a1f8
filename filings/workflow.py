import uuid
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.lifecycle import NotAllowedNow, advance
from filing_portal.vault.models import SealedValue
from filing_portal.workdays import clock
from filing_portal.workdays import workflow as terms
from filing_portal.workdays.models import ScheduleRun, Term
from filings.catalogue import ENTITY, items_of
from filings.models import Filing, ReferenceCounter, Round, Service
from filings.references import reference
from filings.rules import problems
from filings.snapshots import freeze, sha256
from filings.states import EDITABLE, OPEN, Status
from providers.models import Provider

OPEN_DAY = "portal-open"


@transaction.atomic
def start(token: uuid.UUID, *, by: User) -> Filing:
    """A draft for a new service of the provider `by` acts for exists; the same `token` twice makes one draft."""
    provider = Provider.objects.select_for_update(of=("self",)).owned_by(by).get()
    if existing := Filing.objects.filter(provider=provider, uuid=token).first():
        return existing
    return draft(provider, Service.objects.create(provider=provider), token, by=by)


@transaction.atomic
def start_again(filing_id: int, token: uuid.UUID, *, by: User) -> Filing:
    """A draft with the answers of a filing that was refused, lapsed or withdrawn exists; its start day stays."""
    provider = Provider.objects.select_for_update(of=("self",)).owned_by(by).get()
    old = Filing.objects.select_for_update(of=("self",)).get(pk=filing_id, provider=provider)
    if existing := Filing.objects.filter(service=old.service, status__in=OPEN).first():
        return existing
    if old.status not in (Status.REFUSED, Status.LAPSED, Status.WITHDRAWN):
        raise NotAllowedNow(old, "start_again")
    filing = draft(provider, old.service, token, by=by, **old.answers)
    count_from_start(filing)
    return filing


def draft(provider: Provider, service: Service, token: uuid.UUID, *, by: User, **answers) -> Filing:
    filing = Filing.objects.create(
        uuid=token, service=service, provider=provider, province=provider.province, county=provider.county, **answers
    )
    record(filing, "start", by=by, after={"status": filing.status})
    return filing


@transaction.atomic
def save_answers(filing_id: int, *, by: User, **answers: Any) -> Filing:
    """The answers stand in the draft, or in the filing that was returned for correction."""
    filing = Filing.objects.select_for_update(of=("self",)).select_related("provider").get(pk=filing_id)
    if filing.status not in EDITABLE:
        raise NotAllowedNow(filing, "save_answers")
    started_before = filing.started_on
    for name, value in answers.items():
        setattr(filing, name, value)
    filing.save(update_fields=[*answers, "changed_at"])
    if filing.started_on and filing.started_on != started_before:
        count_from_start(filing)
    return filing


def count_from_start(filing: Filing) -> None:
    """The time to file (T1) runs from the filing's start day; a draft shows it as its due day."""
    if filing.file_term_id is None:
        filing.file_term = terms.start("file", filing.started_on)
    else:
        filing.file_term = terms.restart(filing.file_term_id, filing.started_on)
    if filing.status == Status.DRAFT:
        filing.term, filing.due_on = filing.file_term, filing.file_term.due_on
    filing.save(update_fields=["file_term", "term", "due_on"])


def seal_person(filing: Filing, person: dict[str, str]) -> SealedValue:
    """Return the sealed row of `person` (name, mobile, email); unchanged data keep the row they have."""
    if filing.person and filing.person.unseal() == person:
        return filing.person
    sealed = SealedValue.of(SealedValue.Kind.PERSON, person, person["mobile"])
    sealed.save(force_insert=True)
    return sealed


@transaction.atomic
def submit(filing_id: int, round_number: int, *, by: User) -> Filing:
    """Round `round_number` is frozen and waits for its decision; asked twice, the second time changes nothing.

    Everything is validated again: raises ValidationError by column when something is wrong or missing.
    """
    provider = Provider.objects.select_for_update(of=("self",)).get(filings=filing_id)
    filing = Filing.objects.select_for_update(of=("self",)).get(pk=filing_id)
    if filing.is_owned_by(by) and filing.rounds.filter(number=round_number).exists():
        return filing
    if round_number != filing.rounds.count() + 1:
        raise NotAllowedNow(filing, "submit", _("This page is out of date. Open the filing again and check your answers."))
    now = timezone.now()
    today = clock.shanghai_day(now)
    refuse_after_correction_time(filing, today)
    if found := problems(filing.answers, today):
        raise ValidationError(found)
    if filing.status == Status.RETURNED:
        terms.meet(filing.term_id, today)
    term = terms.start("decide", today)
    changes: dict[str, Any] = {"submitted_at": now, "term": term, "due_on": term.due_on, "late_by": met(filing, now)}
    if round_number == 1:
        changes |= {
            "reference": next_reference(today.year),
            "province": provider.province,
            "county": provider.county,
        }
    filing = advance(Filing, filing_id, "submit", by=by, **changes)
    freeze_round(filing, provider, round_number, term, now, by=by)
    Service.objects.filter(pk=filing.service_id).update(name=filing.service_name, started_on=filing.started_on)
    tell(filing, "received", f"{filing.pk}.{round_number}")
    return filing


def refuse_after_correction_time(filing: Filing, today: date) -> None:
    """Raise NotAllowedNow from the first moment after the time for correction, before the sweep has come by."""
    if filing.status == Status.RETURNED and filing.due_on < today and was_open(filing.due_on, today):
        raise NotAllowedNow(
            filing, "submit", _("The time for correction is over, so this filing lapses. Start it anew: your answers are kept.")
        )


def met(filing: Filing, now: datetime) -> int:
    """Return by how many working days the filing is late: its first round meets T1, corrections cannot make it late."""
    first = filing.rounds.order_by("number").values_list("submitted_at", flat=True).first() or now
    assert filing.file_term_id
    return terms.meet(filing.file_term_id, clock.shanghai_day(first))


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
    filing = Filing.objects.select_for_update(of=("self",)).get(pk=filing_id)
    term_id = filing.term_id
    filing = advance(Filing, filing_id, "withdraw", by=by, term=None, due_on=None)
    terms.meet(term_id, clock.today())
    return filing


@transaction.atomic
def discard(filing_id: int, *, by: User) -> None:
    """A draft that was never submitted is gone, and its service with it when nothing else belongs to it."""
    filing = Filing.objects.select_for_update(of=("self",)).get(pk=filing_id)
    if filing.status != Status.DRAFT:
        raise NotAllowedNow(filing, "discard")
    record(filing, "discard", by=by, before={"status": filing.status})
    service = filing.service
    filing.delete()
    if not service.filings.exists():
        service.delete()


@transaction.atomic
def lapse(filing_id: int, today: date | None = None) -> None:
    """An uncorrected return lapses after the end of its last day (T6), but only once the portal was open on that day
    or a later one: nobody loses a day on which they could not submit.
    """
    today = today or clock.today()
    filing = Filing.objects.select_for_update(of=("self",)).get(pk=filing_id)
    if filing.status != Status.RETURNED or filing.due_on >= today or not was_open(filing.due_on, today):
        return
    terms.meet(filing.term_id, today)
    filing = advance(Filing, filing_id, "lapse", term=None, due_on=None)
    tell(filing, "lapsed", f"{filing.pk}")


def was_open(first: date, before: date) -> bool:
    """Tell whether the portal was open on a day from `first` to the one before `before`."""
    slots = [first.isoformat(), before.isoformat()]
    return ScheduleRun.objects.filter(name=OPEN_DAY, slot__gte=slots[0], slot__lt=slots[1]).exists()


def note_open_day() -> None:
    """It is on record that the portal was open today."""
    ScheduleRun.objects.get_or_create(name=OPEN_DAY, slot=clock.today().isoformat())
