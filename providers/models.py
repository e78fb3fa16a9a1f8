"""Providers, and the accounts that act for them."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.pairs import name_index
from filing_portal.base.scope import ScopedQuerySet
from filing_portal.vault.models import SealedValue
from providers import cautions, divisions
from providers.documents import DocumentKind
from providers.states import MOVES, Nature, Status


class ProviderQuerySet(ScopedQuerySet["Provider"]):
    """Providers by the account that acts for them, and with their sealed rows."""

    def owned_by(self, user: User) -> Self:
        """Return the providers that `user` is a member of."""
        return self.filter(memberships__user=user)

    def with_sealed(self) -> Self:
        """Fetch the sealed document and person too, for a page that unseals them."""
        return self.select_related("document", "person")


class Provider(models.Model):
    """Whoever offers a blockchain information service, or supports one technically (art. 2)."""

    MOVES = MOVES
    STATUSES = Status

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REGISTERED)
    nature = models.CharField(_("nature"), max_length=12, choices=Nature)
    name = models.CharField(_("name"), max_length=120)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    document_kind = models.CharField(_("type of document"), max_length=20, choices=DocumentKind, blank=True)
    document = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("identity document")
    )
    legal_representative = models.CharField(_("legal representative"), max_length=80, blank=True)
    person = models.ForeignKey(SealedValue, models.PROTECT, related_name="+", verbose_name=_("responsible person"))
    province = models.CharField(_("province"), max_length=2)
    county = models.CharField(_("place of registration"), max_length=6)
    address = models.CharField(_("address on the document"), max_length=200)
    postal_address = models.CharField(_("postal address"), max_length=200)
    investor = models.CharField(_("investor or supervising unit"), max_length=120, blank=True)
    home_page = models.URLField(_("home page"), max_length=200, blank=True)
    registered_at = models.DateTimeField(_("registered"), default=clock.now, editable=False)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["-pk"]
        permissions = [("reveal_personal_data", "Can reveal personal data")]
        constraints = [
            models.UniqueConstraint(
                "credit_code",
                condition=Q(status=Status.VERIFIED) & ~Q(credit_code=""),
                name="a_credit_code_has_one_verified_provider",
            ),
            models.CheckConstraint(
                condition=Q(nature="organisation", document=None) & ~Q(credit_code="")
                | Q(nature="individual", credit_code="", document__isnull=False),
                name="organisations_have_a_code_individuals_a_document",
            ),
            models.CheckConstraint(
                condition=Q(county__startswith=models.F("province")), name="a_provider_s_county_lies_in_its_province"
            ),
        ]
        indexes = [
            models.Index(fields=["province", "-id"], name="provider_by_province"),
            models.Index(fields=["credit_code"], name="provider_by_credit_code"),
            name_index("name", "provider_name_pairs"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """The place of registration by name, in the reader's language."""
        return divisions.name_of(self.county, get_language())

    @property
    def area_cautions(self) -> list[str]:
        """Return what the credit code gives to check, for the provider too."""
        return cautions.of_area(self.credit_code)

    @property
    def cautions(self) -> list[str]:
        """Return what an officer should look at twice. Unseals an individual's document."""
        if self.document is None:
            return self.area_cautions
        return cautions.of_age(clock.today(), self.document_kind, self.document.unseal()["number"])

    @property
    def is_organisation(self) -> bool:
        return self.nature == Nature.ORGANISATION

    def is_owned_by(self, user: User) -> bool:
        return self.memberships.filter(user=user).exists()

    def members(self) -> models.QuerySet[User]:
        """Return the accounts that act for this provider: letters to the provider go to all of them."""
        return User.objects.filter(memberships__provider=self, is_active=True).order_by("pk")

    def clashes(self) -> ProviderQuerySet:
        """Return the other providers with the same code or document, lower key first; shown to officers alone."""
        others = Provider.objects.exclude(pk=self.pk).order_by("pk")
        # An individual has a document and an organisation none: a constraint of the table says so.
        if self.document is None:
            return others.filter(credit_code=self.credit_code)
        return others.filter(document__digest=self.document.digest)

    def get_absolute_url(self) -> str:
        return reverse("providers:detail")


class Membership(models.Model):
    """An account that acts for a provider, and its role there."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MEMBER = "member", _("Member")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("account")
    )
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="memberships", verbose_name=_("provider"))
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.MEMBER)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            # One provider for each account in this version; invitations come with the provider's side.
            models.UniqueConstraint(fields=["user"], name="an_account_acts_for_one_provider"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_member_is_no_officer",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    -- Whoever makes the account the other thing at this moment is waited for, and then seen.
                    PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT 1 FROM offices_officer WHERE user_id = NEW.user_id) THEN
                        RAISE EXCEPTION 'This account is an officer''s: a provider''s member needs one of their own.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.provider}"
