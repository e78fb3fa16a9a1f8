"""Correct a verified provider's facts while one of its filings is returned: its next round is judged with them."""

from django.db import transaction

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.lifecycle import hold
from filings.models import Filing
from filings.workflow.editing import refuse_after_correction_time
from filings.workflow.rounds import lock_provider_of
from providers.models import Provider
from providers.workflow import correct


@transaction.atomic
def correct_entity(filing_id: int, *, by: User, person: dict[str, str], **facts: str) -> Provider:
    """Correct the provider's facts for a filing that was returned; called again, change nothing.

    Other filings in review keep the former facts: they are not accepted until they are returned and submitted anew.
    Raises TypeError for a column that is no fact or says who the provider is, Gone, PermissionDenied, and
    NotAllowedNow when the filing is not returned (any more) or the provider is not verified: it amends its facts.
    """
    provider = lock_provider_of(filing_id)  # before the filing, as everywhere
    filing = hold(Filing, filing_id, "correct_entity", by=by)
    refuse_after_correction_time(filing, clock.today())
    return correct(provider, by=by, person=person, **facts)
