"""The admin of a row that is read in the console and moved by verbs, never edited in a form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.statuses import status_tag
from filing_portal.console.listing import cell
from filing_portal.console.menu import Figure, Group, Link
from filing_portal.console.reading.ground import M
from filing_portal.console.reading.lists import ListingAdmin
from filing_portal.offices.models import Office

# Columns that no page shows, and those that a page shows by a method of the admin.
KEYS = frozenset({"id", "uuid"})
SHOWN_BY = {"status": "state", "province": "office_of"}


class ReadingAdmin(ListingAdmin[M]):
    """List and show the rows of the officer's province; change none of them."""

    icon = "card-list"
    page_template = "admin/page.html"

    def change_view(  # type: ignore[override]  # our own addresses alone call it, by name
        self, request: HttpRequest, object_id: str, **kwargs: Any
    ) -> HttpResponse:
        """Show the page of one row, which nobody edits."""
        return self.page(request, self.get_object(request, object_id))

    def page(self, request: HttpRequest, row: M, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page of the row; `context` adds to its `page_context` or replaces it."""
        context = {"title": str(row), "row": row} | self.page_context(request, row) | context
        return self.render(request, self.page_template, status=status, **context)

    def page_context(self, request: HttpRequest, row: M) -> dict[str, Any]:
        """Return the context of the row's page; its columns as facts, where an admin says nothing else."""
        names = [SHOWN_BY.get(field.name, field.name) for field in self.opts.fields if field.name not in KEYS]
        return {"facts": [Fact(str(label_for_field(name, self.model, self)), cell(self, name, row)) for name in names]}

    @admin.display(description=_("status"))
    def state(self, row: Any) -> str:
        """Show the status; for the list of a noun that has one."""
        return status_tag(row)

    @admin.display(description=_("office"))
    def office_of(self, row: Any) -> str:
        """Show the row's province by the name of its office."""
        return str(Office.objects.get(code=row.province))

    def links(self, request: HttpRequest) -> list[Link]:
        """Return the admin's lines of the menu."""
        url = self.list_url
        return [Link(self.name, url, self.icon, request.path.startswith(url))]

    def counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        """Return what the menu counts, by name."""
        return {}

    def overview_counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        """Return what only the overview counts, by name."""
        return {}

    def figures(self, counts: dict[str, int]) -> list[Figure]:
        """Return the admin's numbers for the overview."""
        return []

    def panel(self, request: HttpRequest) -> dict[str, Any] | None:
        """Return the title, table and link of the admin's part of the overview, or None."""
        return None


class ReferenceAdmin(ReadingAdmin[M]):
    """List and show reference data, which is the same for every office."""

    group = Group.ADMINISTRATION

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        return admin.ModelAdmin.get_queryset(self, request)
