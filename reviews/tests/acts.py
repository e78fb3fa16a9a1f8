"""Every decision of an office about a filing, prepared for the test of the locks."""

from filing_portal.tests.act import TYPED, act
from filing_portal.tests.factories import make_filing, make_officer
from filings.models import Filing
from providers.models import Provider
from reviews import workflow as reviews
from reviews.workflow import Because

BECAUSE = [Because("art11", TYPED)]


def decision(verb, *reasons):
    filing = make_filing(status="submitted")
    officer = make_officer(filing.province)
    return lambda: verb(filing.pk, 1, *reasons, by=officer, note=TYPED)


@act(Provider, "verify")
@act(Filing, "accept")
def accept():
    return decision(reviews.accept)


@act(Filing, "send_back")
def send_back():
    return decision(reviews.send_back, BECAUSE)


@act(Filing, "reveal")
def reveal():
    filing = make_filing(status="submitted")
    officer = make_officer(filing.province)
    return lambda: reviews.reveal(filing.pk, "service_mobile", "review", by=officer)


@act(Filing, "refuse")
def refuse():
    return decision(reviews.refuse, BECAUSE)
