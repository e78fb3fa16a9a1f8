"""Read what an officer judges beside the answers: what has changed since the round, and which numbers are masked."""

from dataclasses import dataclass
from typing import Any

from filing_portal.vault.models import SealedValue
from filings.catalogue import ENTITY
from filings.models import Round
from filings.snapshots import Answer, People, Snapshot, answers_of, entity_of, freeze, sealed_ids
from providers.mask import masked_document, masked_mobile
from providers.models import Provider
from reviews.grounds import PersonalNumber


@dataclass(frozen=True)
class Masked:
    """A number that pages mask: which one, in which sealed row, and under which key there."""

    kind: PersonalNumber
    sealed: SealedValue
    key: str

    @property
    def number(self) -> str:
        """Return the number in clear, "" when the sealed row has none."""
        return self.sealed.unseal().get(self.key, "")

    @property
    def text(self) -> str:
        """Return the number as pages show it."""
        is_mobile = self.kind in (PersonalNumber.SERVICE_MOBILE, PersonalNumber.PERSON_MOBILE)
        return masked_mobile(self.number) if is_mobile else masked_document(self.number)


def masked(judged: Round, provider: Provider, people: People | None = None) -> list[Masked]:
    """Return the masked numbers of the provider and of its persons, as the round froze them, each once.

    `people`: the sealed rows of the round, where the caller has fetched them.
    """
    sealed = sealed_of(judged.snapshot) if people is None else people
    document, person = (
        sealed.get((judged.snapshot.get(name) or {}).get("sealed", "")) for name in ("document", "person")
    )
    rows = [
        # Rounds of the time before documents were frozen have none of their own.
        (PersonalNumber.DOCUMENT, document or provider.document, "number"),
        (PersonalNumber.SERVICE_MOBILE, person, "mobile"),
        (PersonalNumber.PERSON_DOCUMENT, provider.person, "document"),
        (PersonalNumber.PERSON_MOBILE, provider.person, "mobile"),
    ]
    found = {(row.pk, key): Masked(kind, row, key) for kind, row, key in reversed(rows) if row}
    return [each for each in reversed(found.values()) if each.number]


def sealed_of(*snapshots: Snapshot | None) -> People:
    """Return the sealed rows that the snapshots name, by id."""
    return {str(key): row for key, row in SealedValue.objects.in_bulk(sealed_ids(*snapshots)).items()}


def amended(judged: Round, provider: Provider) -> list[Answer]:
    """Return the provider's facts that are no longer those of the round, each with the text that was submitted.

    A fact that was changed and changed back does not differ.
    """
    now = freeze(entity_of(provider))
    submitted = {"document": document_then(judged, provider, now)} | judged.snapshot
    people = sealed_of({"document": now["document"]}, {"document": submitted["document"]})
    return [answer for answer in answers_of(ENTITY, now, submitted, people) if answer.is_changed]


def document_then(judged: Round, provider: Provider, now: Snapshot) -> Any:
    """Return the provider's document for a round of the time when rounds held none; None when it was given later."""
    is_later = provider.document is not None and provider.document.created_at > judged.submitted_at
    return None if is_later else now["document"]
