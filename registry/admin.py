"""The register in the console."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts
from filing_portal.base.lines import Fact
from filing_portal.base.pairs import words
from filing_portal.console.listing import written
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filings.catalogue import BY_NAME
from filings.snapshots import shown
from registry.lookup import NEWEST_FIRST
from registry.models import Entry, EntryQuerySet, Version
from registry.states import Status

MOST_SHOWN = 20


@admin.register(Entry)
class EntryAdmin(ReadingAdmin[Entry]):
    """The entries of the office's province."""

    icon = "journal-check"
    keyset = NEWEST_FIRST
    list_display = ("full_number", "names", "place", "source", "state", "issued_on")
    page_template = "admin/registry/entry.html"
    search_label = _("Search by filing number or name")
    tabs = (*(Tab(status.value, status.label) for status in Status), Tab("all", _("All")))

    def show(self, request: HttpRequest, rows: QuerySet[Entry], code: str) -> QuerySet[Entry]:
        return rows if code == "all" else rows.filter(status=code)

    def find(self, request: HttpRequest, rows: QuerySet[Entry], query: str) -> QuerySet[Entry]:
        words(query)
        assert isinstance(rows, EntryQuerySet)  # the rows of Entry's manager
        return rows.matching(query)

    def opened(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        return rows.select_related("provider", "service")

    def page_context(self, request: HttpRequest, row: Entry) -> dict[str, Any]:
        versions = list(row.versions.order_by("-number"))
        return {
            "title": row.full_number,
            "facts": facts(row),
            "versions": [(version, published(version)) for version in versions],
            "panels": parts.panels("admin:registry_entry_change", row),
            "filings": row.service.filings.submitted().order_by("-pk")[:MOST_SHOWN] if row.service else [],
            "timeline": timeline(Event.objects.about(row)),
        }

    @admin.display(description=_("filing number"))
    def full_number(self, row: Entry) -> str:
        url = reverse("admin:registry_entry_change", args=[row.pk])
        return format_html('<a class="bf-no" href="{}" lang="zh-Hans">{}</a>', url, row.full_number)

    @admin.display(description=_("service and provider"))
    def names(self, row: Entry) -> str:
        return format_html(
            '{}<span class="d-block small text-muted">{}</span>', row.service_name or "—", row.provider_name
        )

    @admin.display(description=_("place of registration"))
    def place(self, row: Entry) -> str:
        return row.place


def facts(row: Entry) -> list[Fact]:
    """Return what the register holds about the entry."""
    return [
        Fact(_("Service"), row.service_name),
        Fact(_("Provider"), row.provider_name),
        Fact(_("Web address"), row.web_address),
        Fact(_("Place of registration"), row.place),
        Fact(_("Date of issue"), written(row.issued_on) if row.issued_on else row.year),
        Fact(_("Source"), row.get_source_display()),
        Fact(_("Last inspected"), written(row.inspected_on)),
    ]


def published(version: Version) -> list[Fact]:
    """Return what the register said in this version, in the catalogue's order."""
    known = ((item, version.snapshot.get(name)) for name, item in BY_NAME.items() if name in version.snapshot)
    return [Fact(item.label, shown(item, value)) for item, value in known]
