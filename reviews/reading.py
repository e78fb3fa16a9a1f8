"""Compare what was submitted with what the provider has on record now."""

from typing import Any

from filing_portal.vault.models import SealedValue
from filings.catalogue import ENTITY
from filings.models import Round
from filings.snapshots import Answer, Snapshot, answers_of, entity_of, freeze, sealed_ids
from providers.models import Provider


def amended(judged: Round, provider: Provider) -> list[Answer]:
    """Return the provider's facts that are no longer those of the round, each with the text that was submitted.

    A fact that was changed and changed back does not differ.
    """
    now = freeze(entity_of(provider))
    submitted = {"document": document_then(judged, provider, now)} | judged.snapshot
    sealed = SealedValue.objects.in_bulk(sealed_ids({"now": now["document"], "then": submitted["document"]}))
    people = {str(key): row for key, row in sealed.items()}
    return [answer for answer in answers_of(ENTITY, now, submitted, people) if answer.is_changed]


def document_then(judged: Round, provider: Provider, now: Snapshot) -> Any:
    """Return the provider's document for a round of the time when rounds held none; None when it was given later."""
    is_later = provider.document is not None and provider.document.created_at > judged.submitted_at
    return None if is_later else now["document"]
