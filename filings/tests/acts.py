"""Every verb of a filing that its provider or time carries out, prepared for the test of the locks."""

import uuid
from datetime import timedelta

from filing_portal.base import clock
from filing_portal.terms import workflow as terms
from filing_portal.terms.workflow.notifying import notify_moved_of
from filing_portal.tests import factories
from filing_portal.tests.act import TYPED, act
from filing_portal.tests.factories import complete_answers, make_entry, make_filing, make_provider, owned, owner_of
from filing_portal.tests.releases import release_notice
from filings import workflow as filings
from filings.models import Filing
from providers.models import Provider


def typed(provider):
    """Return complete answers with TYPED wherever words may stand."""
    return complete_answers(
        provider,
        started_on=clock.today() - timedelta(days=5),
        service_name=TYPED,
        description=TYPED,
        client_name=TYPED,
        account_name=TYPED,
    )


@act(Filing, "start")
def start():
    owner = owner_of(make_provider())
    return lambda: filings.start(uuid.uuid4(), by=owner)


@act(Filing, "start")
def start_again():
    filing = make_filing(status="withdrawn")
    return lambda: filings.start_again(filing.pk, uuid.uuid4(), by=owner_of(filing.provider))


@act(Filing, "save_answers")
def save_answers():
    filing = make_filing()
    answers = typed(filing.provider)
    return lambda: filings.save_answers(filing.pk, by=owner_of(filing.provider), **answers)


@act(Provider, "correct")
@act(Filing, "correct_entity")
def correct_entity():
    provider = owned(make_entry())
    filing = make_filing(provider, "returned")
    return lambda: filings.correct_entity(filing.pk, by=owner_of(provider), person={}, name="更名有限公司")


@act(Filing, "discard")
def discard():
    filing = make_filing()
    return lambda: filings.discard(filing.pk, by=owner_of(filing.provider))


@act(Filing, "submit")
def submit():
    provider = make_provider()
    filing = make_filing(provider, **typed(provider))
    return lambda: filings.submit(filing.pk, 1, by=owner_of(filing.provider))


@act(Filing, "submit")
def submit_again():
    filing = make_filing(status="returned")
    return lambda: filings.submit(filing.pk, 2, by=owner_of(filing.provider))


@act(Filing, "withdraw")
def withdraw():
    filing = make_filing(status="submitted")
    return lambda: filings.withdraw(filing.pk, by=owner_of(filing.provider))


@act(Filing, "lapse")
def lapse():
    filing = make_filing(status="returned")
    return lambda: factories.lapse(filing)


@act(Filing, "move_deadline")
def move_deadline_of_filing():
    filing = make_filing(status="submitted")
    release_notice((terms.calendar().add(clock.today(), 1), "holiday"))
    return lambda: notify_moved_of(Filing, filing.pk)
