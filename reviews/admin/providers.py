"""The console's pages of providers: the list, and one with its filings and entries."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.rules import account_of
from filing_portal.console.reading import ReadingAdmin
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from providers.mask import masked_document, masked_mobile
from providers.models import Provider, ProviderQuerySet
from registry.models import Entry
from reviews.search import find_providers

MOST_SHOWN = 20


@admin.register(Provider)
class ProviderAdmin(ReadingAdmin[Provider]):
    icon = "building"
    list_display = ("provider", "credit_code", "nature", "place", "state", "registered_at")
    page_template = "admin/providers/provider.html"
    search_label = _("Search by name or credit code")

    def find(self, request: HttpRequest, rows: QuerySet[Provider], query: str) -> QuerySet[Provider]:
        return find_providers(rows, query)

    def opened(self, rows: QuerySet[Provider]) -> QuerySet[Provider]:
        return cast(ProviderQuerySet, rows).with_sealed()

    def page_context(self, request: HttpRequest, row: Provider) -> dict[str, Any]:
        office = account_of(request).post.office
        return {
            "facts": facts(row),
            "clashes": row.clashes()[:MOST_SHOWN],
            "members": row.memberships.select_related("user").order_by("pk")[:MOST_SHOWN],
            "filings": row.filings.within(office).submitted().select_related("service").order_by("-pk")[:MOST_SHOWN],
            "entries": Entry.objects.within(office).filter(provider=row)[:MOST_SHOWN],
            "timeline": timeline(Event.objects.about(row)),
        }

    @admin.display(description=_("name"))
    def provider(self, row: Provider) -> str:
        url = reverse("admin:providers_provider_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, row)

    @admin.display(description=_("place of registration"))
    def place(self, row: Provider) -> str:
        return row.place


def facts(row: Provider) -> list[Fact]:
    """Return what the provider registered; personal numbers are masked."""
    person = row.person.unseal()
    document = masked_document(row.document.unseal()["number"]) if row.document else ""
    pairs = [
        (_("Nature"), row.get_nature_display()),
        (_("Unified social credit code"), row.credit_code),
        (_("Type of document"), row.get_document_kind_display() if row.document else ""),
        (_("Document number"), document),
        (_("Place of registration"), row.place),
        (_("Address on the document"), row.address),
        (_("Postal address"), row.postal_address),
        (_("Legal representative"), row.legal_representative),
        (_("Investor or supervising unit"), row.investor),
        (_("Home page of the provider"), row.home_page),
        (_("Responsible person"), person["name"]),
        (_("Mobile"), masked_mobile(person["mobile"])),
        (_("Office phone"), person.get("phone", "")),
        (_("E-mail address"), person.get("email", "")),
    ]
    return [Fact(label, value) for label, value in pairs if value]
