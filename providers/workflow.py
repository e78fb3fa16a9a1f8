import uuid

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import NotAllowedNow, advance
from filing_portal.vault.models import SealedValue
from providers.divisions import province_of
from providers.models import Membership, Provider
from providers.states import Status


@transaction.atomic
def register(token: uuid.UUID, *, by: User, person: dict[str, str], document: str = "", **facts) -> Provider:
    """The provider stands in the portal and `by` owns it; the same `token` twice makes one provider.

    `person` (name, phone, mobile, email, document) and the `document` number are sealed, the other facts are not.
    """
    User.objects.select_for_update().get(pk=by.pk)
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
    record(provider, "register", by=by, after={"status": provider.status, "county": provider.county})
    return provider


def seal_person(person: dict[str, str]) -> SealedValue:
    sealed = SealedValue.of(SealedValue.Kind.PERSON, person, person["mobile"])
    sealed.save(force_insert=True)
    return sealed


def seal_document(kind: str, number: str) -> SealedValue:
    sealed = SealedValue.of(SealedValue.Kind.DOCUMENT, {"kind": kind, "number": number}, f"{kind}:{number}")
    sealed.save(force_insert=True)
    return sealed


def lock_with_namesakes(provider_id: int) -> Provider:
    """The provider and all others with its code or document are locked, so that one of them is verified at a time.

    All in one order, the lower key first: two officers who accept two of them wait for each other, never crosswise.
    """
    provider = get_object_or_404(Provider.objects.select_related("document"), pk=provider_id)
    alike = Provider.objects.filter(Q(pk=provider_id) | Q(pk__in=provider.clashes().order_by().values("pk")))
    rows = {row.pk: row for row in alike.select_for_update(of=("self",)).order_by("pk")}
    return rows[provider_id]


@transaction.atomic
def verify(provider_id: int, *, by: User) -> Provider:
    """The provider is verified; nothing happens when it already is.

    Raises NotAllowedNow when another verified provider has the same code or document.
    """
    provider = lock_with_namesakes(provider_id)
    if provider.status == Status.VERIFIED:
        return provider
    if provider.clashes().filter(status=Status.VERIFIED).exists():
        raise NotAllowedNow(
            provider,
            "verify",
            _("Another verified provider has the same code or document. Refuse this filing or settle the clash first."),
        )
    return advance(Provider, provider_id, "verify", by=by)
