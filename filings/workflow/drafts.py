"""Start, fill in and discard drafts, before any submission."""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.locks import for_update
from filing_portal.ledger.codes import columns
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import NotAllowedNow, hold
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Term
from filing_portal.vault.models import SealedValue
from filings.catalogue import ANSWERS
from filings.models import Filing, Service
from filings.states import OPEN, Status
from filings.workflow.editing import refuse_after_correction_time
from providers.models import Provider

ANSWERED = {item.name for item in ANSWERS}


@transaction.atomic
def start(token: uuid.UUID, *, by: User) -> Filing:
    """Start a draft for a new service of the provider `by` acts for.

    A second call with the same `token` returns the same draft: a double click starts one.

    Raises NotAllowedNow for an account without a provider, and for a token that made another filing.
    """
    provider = provider_of(by)
    if existing := Filing.objects.filter(provider=provider, uuid=token).first():
        return existing
    return draft(provider, Service.objects.create(provider=provider), token, by=by)


@transaction.atomic
def start_again(filing_id: int, token: uuid.UUID, *, by: User) -> Filing:
    """Start a draft with the answers of a filing that was refused, lapsed or withdrawn; its start day is kept.

    Return the open filing of the service where there is one, as after a second click. Raises Gone,
    PermissionDenied, and NotAllowedNow when the filing has not ended, or the service was filed since.
    """
    provider = provider_of(by)  # under its lock no other filing of the service begins
    of_the_service = Filing.objects.filter(service__filings=filing_id, provider=provider)
    if existing := of_the_service.filter(status__in=OPEN).first():
        return existing
    old: Filing = hold(Filing, filing_id, "start_again", by=by)
    if of_the_service.filter(status=Status.FILED).exists():
        raise NotAllowedNow(old, "start_again")
    filing = draft(provider, old.service, token, by=by, **old.answers)
    count_from_start(filing)
    return filing


def provider_of(by: User) -> Provider:
    """Return the provider `by` acts for, locked. Raises NotAllowedNow when there is none."""
    provider: Provider | None = for_update(Provider.objects.owned_by(by)).first()
    if provider is None:
        raise NotAllowedNow(by, "start", _("Register as a provider first; then you can file a service."))
    return provider


def draft(provider: Provider, service: Service, token: uuid.UUID, *, by: User, **answers: Any) -> Filing:
    """Create the draft and record its start. Raises NotAllowedNow for a token that made another filing."""
    if Filing.objects.filter(uuid=token).exists():
        raise NotAllowedNow(service, "start", _("This page is out of date. Open it again to start a filing."))
    filing = Filing.objects.create(
        uuid=token, service=service, provider=provider, province=provider.province, county=provider.county, **answers
    )
    record(filing, "start", by=by, after=columns(filing, "status"))
    return filing


@transaction.atomic
def save_answers(filing_id: int, *, by: User, section: str = "", unsaved: str = "", **answers: Any) -> Filing:
    """Save these answers, by column of the catalogue, in a draft or in a filing that was returned for correction.

    `section` is the code of the page they come from, and `unsaved` what was typed there and is wrong, sealed: it is
    kept, in place of what was kept of that page before.

    Raises TypeError for a column that is no answer, Gone, PermissionDenied, NotAllowedNow, and ValidationError by
    column for a start day that the calendar does not hold.
    """
    if unknown := answers.keys() - ANSWERED:
        raise TypeError(f"Not answers of a filing: {', '.join(sorted(unknown))}.")
    filing: Filing = hold(Filing, filing_id, "save_answers", by=by)
    refuse_after_correction_time(filing, clock.today())
    started_before = filing.started_on
    for name, value in answers.items():
        setattr(filing, name, value)
    filing.changed_at = clock.now()
    if section:
        others = {code: text for code, text in filing.unsaved.items() if code != section}
        filing.unsaved = others | ({section: unsaved} if unsaved else {})
    filing.save(update_fields=[*answers, "changed_at", "unsaved"])
    # T1 is met by the first round: a start day corrected afterwards moves it no more.
    if filing.status == Status.DRAFT and filing.started_on != started_before:
        count_from_start(filing)
    return filing


def count_from_start(filing: Filing) -> None:
    """Count the time to file (T1) from the service's first day, and copy its end as the draft's due day.

    Without a first day, no term runs.
    """
    if filing.started_on is None:
        filing.term = filing.due_on = None
    else:
        filing.file_term = filing.term = time_to_file(filing)
        filing.due_on = filing.term.due_on
    filing.save(update_fields=["file_term", "term", "due_on"])


def time_to_file(filing: Filing) -> Term:
    """Return the running term of T1, started or started anew.

    A service filed again counts from the earliest start day it was submitted with. Raises ValidationError by column
    for a day that the calendar does not hold.
    """
    first_day = min(filter(None, [filing.started_on, filing.service.started_on]))
    try:
        announced_on = announced_before(filing, first_day)
        if filing.file_term_id is None:
            return terms.start("file", first_day, announced_on=announced_on)
        return terms.restart(filing.file_term_id, first_day, announced_on=announced_on)
    except ValidationError as error:
        raise ValidationError({"started_on": error}) from error


def announced_before(filing: Filing, first_day: date) -> date | None:
    """Return the latest due day announced to filings of the service for the same first day: it is kept."""
    term_ids = filing.service.filings.exclude(file_term=None).values_list("file_term", flat=True)
    return terms.announced_for(list(term_ids), "file", first_day)


def seal_person(filing: Filing, person: dict[str, str]) -> SealedValue:
    """Return the sealed row of `person` (name, mobile, email); unchanged data keep the row they have."""
    if filing.person and filing.person.unseal() == person:
        return filing.person
    sealed = SealedValue.of(SealedValue.Kind.PERSON, person, person["mobile"])
    sealed.save(force_insert=True)
    return sealed


@transaction.atomic
def discard(filing_id: int, *, by: User) -> None:
    """Remove a draft that was never submitted, with its term, and its service when nothing else belongs to it.

    Raises Gone, PermissionDenied, NotAllowedNow.
    """
    filing = hold(Filing, filing_id, "discard", by=by)
    record(filing, "discard", by=by, before=columns(filing, "status"))
    service, term_id, person_id = filing.service, filing.file_term_id, filing.person_id
    filing.delete()
    Term.objects.filter(pk=term_id).delete()
    # What was entered about a person goes too, unless the provider or another filing names the same sealed row.
    unused = SealedValue.objects.filter(pk=person_id).exclude(pk__in=Provider.objects.values("person"))
    unused.exclude(pk__in=Filing.objects.filter(person__isnull=False).values("person")).delete()
    if not service.filings.exists():
        service.delete()
