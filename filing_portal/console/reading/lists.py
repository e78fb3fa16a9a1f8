"""The list of an admin of the console: its tabs, its search, its pages."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from filing_portal.base.paging import Keyset, Page
from filing_portal.console.listing import Table, table
from filing_portal.console.menu import Caution, Text
from filing_portal.console.reading.ground import GroundAdmin, M


@dataclass(frozen=True)
class Tab:
    """A part of a list; one that is not always offered is reached from elsewhere, and then stands with the others."""

    code: str
    label: Text
    is_offered: bool = True


class ListingAdmin(GroundAdmin[M]):
    """List the rows of the officer's province: one tab at a time, or what a query looks for."""

    list_per_page = 50
    tabs: tuple[Tab, ...] = ()
    search_label: Text = ""
    found_note: Text = ""
    is_searched_from_bar = False
    lede: Text = ""
    add_label: Text = ""
    keyset = Keyset()
    list_template = "admin/list.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show one page of the list: the rows of one tab, or those the query looks for."""
        query = " ".join(request.GET.get("q", "").replace("\0", "").split())
        code = self.tab_of(request, query)
        rows = self.show(request, self.get_queryset(request), code)
        try:
            rows = self.find(request, rows, query) if query else rows
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
            rows = rows.none()
        page = Page(rows, self.keyset_of(code), request.GET, self.list_per_page)
        return self.render(
            request,
            self.list_template,
            title=self.title_of(code),
            page=page,
            table=self.table(request, page.rows),
            query=query,
            found_note=self.found_note,
            tabs=[
                (tab, self.tab_url(tab, query), tab.code == code)
                for tab in self.tabs
                if tab.is_offered or tab.code == code
            ],
            show=request.GET.get("show", ""),
            search_label="" if self.is_searched_from_bar else self.search_label,
            add_url=self.add_url(request),
            add_label=self.add_label,
            cautions=self.cautions(request),
            lede=self.lede,
        )

    def title_of(self, code: str) -> str:
        """Return what stands above the tab: the list's name, and what of it is shown unless that is all."""
        if not self.tabs or code == self.tabs[-1].code:
            return self.name
        [part] = [tab.label for tab in self.tabs if tab.code == code]
        return gettext("%(list)s: %(part)s") % {"list": self.name, "part": part}

    def tab_of(self, request: HttpRequest, query: str) -> str:
        """Return the part that is shown: the first one, or the last one (all) when something is looked for."""
        codes = [tab.code for tab in self.tabs]
        if not codes:
            return ""
        asked = request.GET.get("show", codes[-1] if query else codes[0])
        if asked not in codes:
            raise Http404
        return asked

    @staticmethod
    def tab_url(tab: Tab, query: str) -> str:
        return "?" + urlencode({"show": tab.code} | ({"q": query} if query else {}))

    def keyset_of(self, code: str) -> Keyset:
        """Return the order of the rows in the tab."""
        return self.keyset

    def show(self, request: HttpRequest, rows: QuerySet[M], code: str) -> QuerySet[M]:
        """Return the rows of one tab."""
        return rows

    def find(self, request: HttpRequest, rows: QuerySet[M], query: str) -> QuerySet[M]:
        """Return the rows the query looks for. Raises ValidationError when it is too short to search by."""
        return rows

    def table(self, request: HttpRequest, rows: list[M]) -> Table:
        """Return the rows as the list shows them."""
        return table(self, rows)

    def add_url(self, request: HttpRequest) -> str:
        """Return the address where the officer may add a row, "" for nowhere."""
        return ""

    def cautions(self, request: HttpRequest) -> list[Caution]:
        """Return what the officer must know before reading the list and the overview."""
        return []
