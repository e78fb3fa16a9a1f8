from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from filing_portal.base.pairs import words
from filing_portal.console.listing import written
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filings.catalogue import BY_NAME
from filings.snapshots import shown
from registry.models import Entry, Version
from registry.states import Status

MOST_SHOWN = 20


@admin.register(Entry)
class EntryAdmin(ReadingAdmin):
    icon = "journal-check"
    list_display = ("full_number", "names", "place", "source", "state", "issued_on")
    page_template = "admin/registry/entry.html"
    search_label = _("Search by filing number or name")
    tabs = (*(Tab(status.value, status.label) for status in Status), Tab("all", _("All")))

    def show(self, request: HttpRequest, rows: QuerySet, code: str) -> QuerySet:
        return rows if code == "all" else rows.filter(status=code)

    def find(self, request: HttpRequest, rows: QuerySet, query: str) -> QuerySet:
        words(query)
        return rows.matching(query)

    def opened(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("provider", "service")

    def about(self, request: HttpRequest, row: Entry) -> dict:
        versions = list(row.versions.order_by("-number"))
        return {
            "title": row.full_number,
            "facts": facts(row),
            "versions": [(version, published(version)) for version in versions],
            "inspections": row.inspections.order_by("-pk")[:MOST_SHOWN],
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


def facts(row: Entry) -> list[dict]:
    return [
        {"label": _("Service"), "value": row.service_name},
        {"label": _("Provider"), "value": row.provider_name},
        {"label": _("Web address"), "value": row.web_address},
        {"label": _("Place of registration"), "value": row.place},
        {"label": _("Date of issue"), "value": written(row.issued_on) if row.issued_on else row.year},
        {"label": _("Source"), "value": row.get_source_display()},
        {"label": _("Last inspected"), "value": written(row.inspected_on)},
    ]


def published(version: Version) -> list[dict]:
    """Return what the register said in this version, in the catalogue's order."""
    known = ((item, version.snapshot.get(name)) for name, item in BY_NAME.items() if name in version.snapshot)
    return [{"label": item.label, "value": shown(item, value)} for item, value in known]
