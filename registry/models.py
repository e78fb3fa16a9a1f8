"""The register: entries with their published versions, and the blocks of digits that stand for providers."""

from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.pairs import Pairs, Plain, normalise, pairs_of
from filing_portal.base.scope import ScopedQuerySet
from filings.models import Service
from providers import divisions
from providers.models import Provider
from registry.states import MOVES, Status


class Block(models.Model):
    """The eight digits that stand for one provider in all its numbers; an imported block has no provider.

    Imported ones may begin with 0, those drawn here do not.
    """

    value = models.PositiveIntegerField(_("block"), primary_key=True)
    provider = models.OneToOneField(
        Provider, models.PROTECT, null=True, blank=True, related_name="block", verbose_name=_("provider")
    )
    last_serial = models.PositiveSmallIntegerField(_("last serial"), default=0)

    class Meta:
        verbose_name = _("provider block")
        verbose_name_plural = _("provider blocks")
        constraints = [
            models.CheckConstraint(condition=Q(value__lte=99_999_999), name="a_block_has_eight_digits"),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) | Q(value__gte=10_000_000),
                name="a_drawn_block_does_not_begin_with_0",
            ),
            models.CheckConstraint(condition=Q(last_serial__lte=999), name="a_provider_has_at_most_999_services"),
        ]

    def __str__(self) -> str:
        return f"{self.value:08}"


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Entries by owner and by what a search looks for."""

    def owned_by(self, user: User) -> Self:
        """Return the entries of the provider that `user` is a member of."""
        return self.filter(provider__memberships__user=user)

    def matching(self, query: str) -> Self:
        """Return the entries whose number or names hold every word of `query`, newest first."""
        found = self.order_by("-published_at", "-pk")
        for word in normalise(query).split():
            found = found.filter(search_pairs__contains=pairs_of(word), search_text__contains=word)
        return found

    def with_facts(self) -> Self:
        """Fetch the facts of the latest version too, as `facts`."""
        latest = Version.objects.filter(entry=models.OuterRef("pk")).order_by("-number")
        return self.annotate(facts=models.Subquery(latest.values("snapshot")[:1]))


# What the search looks in. Each word stands in one of the parts, never across two.
SEARCHED = Concat(
    "glyph",
    Value("网信备"),
    "number",
    Value("号 "),
    "service_name",
    Value(" "),
    "provider_name",
    output_field=TextField(),
)


class Entry(models.Model):
    """A numbered record of the public register."""

    MOVES = MOVES
    STATUSES = Status

    facts: dict[str, Any] | None  # by `with_facts` alone: the published facts of the latest version

    class Source(models.TextChoices):
        ISSUED = "issued", _("Issued here")
        IMPORTED = "imported", _("Taken over from a published list")

    # The twenty characters between 备 and 号; the printed province character stands apart (贵/黔, 云/滇).
    number = models.CharField(_("filing number"), max_length=20, unique=True)
    glyph = models.CharField(max_length=1)
    province = models.CharField(_("province"), max_length=2)
    county = models.CharField(_("county"), max_length=6)
    year = models.PositiveSmallIntegerField(_("year of issue"))
    block = models.ForeignKey(Block, models.PROTECT, related_name="entries", verbose_name=_("provider block"))
    serial = models.PositiveSmallIntegerField(_("serial"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.VALID)
    source = models.CharField(_("source"), max_length=8, choices=Source, default=Source.ISSUED)
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("provider")
    )
    service = models.OneToOneField(
        Service, models.PROTECT, null=True, blank=True, related_name="entry", verbose_name=_("service")
    )
    # As published: they change with a new version only, whatever the provider's page says meanwhile.
    service_name = models.CharField(_("service name"), max_length=120, blank=True)
    provider_name = models.CharField(_("provider name"), max_length=120, blank=True)
    web_address = models.CharField(_("web address"), max_length=200, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), default=clock.now, editable=False)
    # The day from which the next inspection counts: that of issue or of the last inspection.
    inspected_on = models.DateField(_("last inspected"), null=True, blank=True)
    # Kept by the database. Columns and not an index alone: a common word is found by walking back from the newest
    # entry, and to cut each row on the way would make its page several times slower.
    search_text = models.GeneratedField(expression=Plain(SEARCHED), output_field=TextField(), db_persist=True)
    search_pairs = models.GeneratedField(
        expression=Pairs(SEARCHED), output_field=ArrayField(TextField()), db_persist=True
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-published_at", "-pk"]
        permissions = [("act_on_entry", "Can suspend, deregister and revoke entries")]
        constraints = [
            models.UniqueConstraint(fields=["block", "serial"], name="a_serial_is_given_once"),
            models.CheckConstraint(condition=Q(county__startswith=F("province")), name="a_county_lies_in_its_province"),
            models.CheckConstraint(
                condition=Q(source="imported")
                | Q(provider__isnull=False, service__isnull=False, issued_on__isnull=False),
                name="an_issued_entry_is_whole",
            ),
            models.CheckConstraint(condition=Q(number__regex=r"^\d{19}[\dX]$"), name="a_number_has_twenty_characters"),
        ]
        indexes = [
            GinIndex(fields=["search_pairs"], name="entry_search_pairs"),
            # Every list is in the order of publication: each index holds the rows in it.
            models.Index(fields=["-published_at", "-id"], name="entry_newest"),
            models.Index(fields=["province", "-published_at", "-id"], name="entry_by_province"),
            models.Index(fields=["provider", "-published_at", "-id"], name="entry_by_provider"),
            models.Index(fields=["status", "-published_at", "-id"], name="entry_by_status"),
            models.Index(fields=["province", "status", "-published_at", "-id"], name="entry_by_province_status"),
            models.Index(
                fields=["inspected_on"],
                name="entry_to_inspect",
                condition=Q(status=Status.VALID, provider__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """The number as printed: 京网信备1101082276223860002X号."""
        return f"{self.glyph}网信备{self.number}号"

    @property
    def place(self) -> str:
        """The county of registration by name, in the reader's language."""
        return divisions.name_of(self.county, get_language())

    @property
    def title(self) -> str:
        """The name of the service, or the number where a published list left the name out."""
        return self.service_name or self.full_number

    def is_owned_by(self, user: User) -> bool:
        return self.provider is not None and self.provider.is_owned_by(user)

    def get_absolute_url(self) -> str:
        return reverse("registry:record", args=[self.number])


class Version(models.Model):
    """One publication of an entry: what the register said from this moment on."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="versions", verbose_name=_("entry"))
    number = models.PositiveSmallIntegerField(_("version"))
    snapshot = models.JSONField(_("published facts"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    published_at = models.DateTimeField(_("published"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="a_version_is_published_once")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.entry} / {self.number}"
