"""Verbs of a provider: register it, amend or correct its facts, verify it with its first filing."""

import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base.locks import for_update
from filing_portal.ledger.codes import Code, Told, columns
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import NotAllowedNow, hold, locked, move, take
from filing_portal.vault.models import SealedValue, index_of
from providers.divisions import province_of
from providers.models import Membership, Provider
from providers.states import Status

AMENDABLE = frozenset(
    {
        "name",
        "credit_code",
        "document_kind",
        "legal_representative",
        "county",
        "address",
        "postal_address",
        "investor",
        "home_page",
    }
)
# What says who the provider is, and was verified with it.
IDENTITY = frozenset({"credit_code", "document_kind"})
# Columns of words: the ledger holds their keyed digests.
WORDS = frozenset({"name", "legal_representative", "address", "postal_address", "investor", "home_page"})


@transaction.atomic
def register(token: uuid.UUID, *, by: User, person: dict[str, str], document: str = "", **facts: str) -> Provider:
    """Register a provider that `by` owns; called again with the same `token`, return the same provider.

    `person` (name, phone, mobile, email, document) and the `document` number are sealed, the other facts are not.
    Raises NotAllowedNow for an account that acts for a provider already, and for a token that made another one;
    KeyError for a county that never existed.
    """
    locked(User, by.pk)  # so that the second of two registrations at once sees the provider of the first
    if existing := Provider.objects.owned_by(by).filter(uuid=token).first():
        return existing
    if by.memberships.exists():
        raise NotAllowedNow(by, "register", _("Your account already acts for a provider. Open its page instead."))
    if Provider.objects.filter(uuid=token).exists():
        raise NotAllowedNow(by, "register", _("This page is out of date. Open it again and enter your answers anew."))
    provider = Provider(uuid=token, province=province_of(facts["county"]), person=seal_person(person), **facts)
    if document:
        provider.document = seal_document(provider.document_kind, document)
    provider.save()
    Membership.objects.create(user=by, provider=provider, role=Membership.Role.OWNER)
    record(provider, "register", by=by, after=columns(provider, "status", "county"))
    return provider


@transaction.atomic
def amend(provider_id: int, *, by: User, person: dict[str, str], document: str = "", **facts: str) -> Provider:
    """Replace the registered facts of a provider that is not yet verified; called again, change nothing.

    `person` and the `document` number ("" keeps the current one) are sealed anew when they changed. The former sealed
    rows are kept: the ledger refers to them, and so may frozen rounds. Raises TypeError for a column that is not
    registered, Gone, PermissionDenied, and NotAllowedNow for a verified provider.
    """
    refuse_unknown(facts, AMENDABLE)
    provider: Provider = hold(Provider, provider_id, "amend", by=by)
    sealed = resealed(provider, person, facts.get("document_kind", provider.document_kind), document)
    return replace(provider, "amend", facts, sealed, by=by)


def correct(provider: Provider, *, by: User, person: dict[str, str], **facts: str) -> Provider:
    """Replace facts of a verified provider that the caller has locked, but for its code or document.

    The caller sees to the right and to the filing that was returned: the facts are judged with its next round. Raises
    TypeError for a column that is not registered or says who the provider is, and NotAllowedNow for a provider that is
    not verified.
    """
    refuse_unknown(facts, AMENDABLE - IDENTITY)
    take(provider, "correct", by=by)
    return replace(provider, "correct", facts, resealed(provider, person, provider.document_kind, ""), by=by)


def refuse_unknown(facts: Iterable[str], known: frozenset[str]) -> None:
    """Raise TypeError unless all facts are known."""
    if unknown := set(facts) - known:
        raise TypeError(f"Not facts of a provider: {', '.join(sorted(unknown))}.")


def replace(
    provider: Provider, verb: str, facts: dict[str, str], sealed: dict[str, SealedValue], *, by: User
) -> Provider:
    """Write what differs of the facts and sealed rows of a provider that is held, and one event of the verb."""
    given = facts | sealed
    if "county" in facts:
        given["province"] = province_of(facts["county"])
    changes = {name: value for name, value in given.items() if getattr(provider, name) != value}
    if changes:
        before = on_record(provider, changes)
        for name, value in changes.items():
            setattr(provider, name, value)
        provider.save(update_fields=changes)
        record(provider, verb, by=by, before=before, after=on_record(provider, changes))
    return provider


def resealed(provider: Provider, person: dict[str, str], kind: str, number: str) -> dict[str, SealedValue]:
    """Seal the person, and the document of this `kind` and `number`, where they changed; return the new rows by column.

    An empty `number` keeps the current one.
    """
    sealed = {}
    if (held := provider.person.unseal()) != held | person:
        sealed["person"] = seal_person(held | person)
    if provider.document:
        held = provider.document.unseal()
        if (given := {"kind": kind, "number": number or held["number"]}) != held:
            sealed["document"] = seal_document(given["kind"], given["number"])
    return sealed


def on_record(provider: Provider, names: Collection[str]) -> dict[str, Told]:
    """Return the named columns as the ledger may hold them: sealed rows as ids, words as keyed digests."""
    words = {name: Code(index_of(name, getattr(provider, name))) for name in names if name in WORDS}
    return columns(provider, *(name for name in names if name not in WORDS)) | words


def seal_person(person: dict[str, str]) -> SealedValue:
    """Save a person (name, phone, mobile, email) as a new sealed row, indexed by the mobile."""
    sealed = SealedValue.of(SealedValue.Kind.PERSON, person, person["mobile"])
    sealed.save(force_insert=True)
    return sealed


def seal_document(kind: str, number: str) -> SealedValue:
    """Save an identity document as a new sealed row, indexed by kind and number."""
    sealed = SealedValue.of(SealedValue.Kind.DOCUMENT, {"kind": kind, "number": number}, f"{kind}:{number}")
    sealed.save(force_insert=True)
    return sealed


def lock_with_namesakes(provider_id: int) -> Provider:
    """Lock the provider and all others with its code or document, so that only one of them is verified at a time.

    They are locked in one order, the lower key first, so that two officers who accept two of them never deadlock.
    Raises Provider.DoesNotExist.
    """
    provider = Provider.objects.select_related("document").get(pk=provider_id)
    alike = Provider.objects.filter(Q(pk=provider_id) | Q(pk__in=provider.clashes().order_by().values("pk")))
    rows = {row.pk: row for row in for_update(alike).order_by("pk")}
    return rows[provider_id]


def verify(provider: Provider, *, by: User) -> Provider:
    """Verify a provider that the caller has locked with its namesakes; called again, change nothing.

    Raises NotAllowedNow when another verified provider has the same code or document.
    """
    if provider.status == Status.VERIFIED:
        return provider
    if provider.clashes().filter(status=Status.VERIFIED).exists():
        raise NotAllowedNow(
            provider,
            "verify",
            _("Another verified provider has the same code or document. Refuse this filing or settle the clash first."),
        )
    move(take(provider, "verify", by=by), "verify", by=by)
    return provider
