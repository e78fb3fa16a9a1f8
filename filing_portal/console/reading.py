"""The admin of a row that is read in the console and moved by verbs, never edited in a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset, Page
from filing_portal.base.rules import account_of, officer, page
from filing_portal.base.statuses import status_tag
from filing_portal.console.listing import Table, cell, table
from filing_portal.console.menu import Caution, Figure, Group, Link, Text
from filing_portal.offices.models import Office

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:

    class ModelAdmin(admin.ModelAdmin):
        """Django's own takes the model of its rows as a type argument in its stubs alone."""

        def __class_getitem__(cls, model: Any) -> type:
            return cls


M = TypeVar("M", bound=Model)
# Columns that no page shows, and those that a page shows by a method of the admin.
KEYS = frozenset({"id", "uuid"})
SHOWN_BY = {"status": "state", "province": "office_of"}


@dataclass(frozen=True)
class Tab:
    """A part of a list."""

    code: str
    label: Text


@dataclass(frozen=True)
class Address:
    """A URL of the console, the permission it needs, and the methods it takes beside those of reading."""

    name: str
    route: str
    view: Callable[..., HttpResponse]
    permission: str
    methods: tuple[str, ...] = ()


class ReadingAdmin(ModelAdmin[M]):
    """List and show the rows of the officer's province; change none of them.

    A view named `<verb>_view` stands behind each verb of `verbs`, which says the permission it needs.
    """

    label: Text = ""
    group: Text = Group.REGISTER
    icon = "card-list"
    route = ""  # its address below /console/, where that is not the app's label and the model's name
    actions = None
    list_per_page = 50
    verbs: dict[str, str] = {}
    tabs: tuple[Tab, ...] = ()
    search_label: Text = ""
    found_note: Text = ""
    is_searched_from_bar = False
    lede: Text = ""
    add_label: Text = ""
    keyset = Keyset()
    list_template = "admin/list.html"
    page_template = "admin/page.html"

    def addresses(self) -> list[Address]:
        """Return the URLs of the list, of the pages and of the verbs, with the permission each of them needs."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = f"{self.opts.app_label}.view_{self.opts.model_name}"
        rows = [Address(f"{name}_changelist", "", self.changelist_view, view)]
        rows += self.extra_addresses(name)
        rows.append(Address(f"{name}_change", "<str:object_id>/", self.change_view, view))
        for verb, permission in self.verbs.items():
            called = getattr(self, f"{verb}_view")
            rows.append(Address(f"{name}_{verb}", f"<str:object_id>/{verb}/", called, permission, ("POST",)))
        return rows

    def extra_addresses(self, name: str) -> list[Address]:
        """Return further URLs; the names of their views begin with `name`."""
        return []

    def get_urls(self) -> list[URLPattern]:
        return [
            page(
                address.route,
                self.admin_site.admin_view(self.guarded(address)),
                officer(address.permission, *address.methods),
                name=address.name,
            )
            for address in self.addresses()
        ]

    @staticmethod
    def guarded(address: Address) -> Callable[..., HttpResponse]:
        """Return the view behind its permission. It raises PermissionDenied without it, whatever URL called it."""

        def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not account_of(request).has_perm(address.permission):
                raise PermissionDenied
            return address.view(request, **kwargs)

        return view

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Return the rows of the officer's office; the model's manager has `within`."""
        rows: Any = super().get_queryset(request)
        seen: QuerySet[M] = rows.within(account_of(request).post.office)
        return seen

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> M:
        """Return the row. Raises Http404 for one outside the officer's province, where Django would redirect."""
        try:
            return self.opened(self.get_queryset(request)).get(pk=object_id)
        except (ObjectDoesNotExist, ValueError, ValidationError) as error:
            raise Http404 from error

    def opened(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Return the rows with what the page of one of them needs."""
        return rows

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
            title=self.name,
            page=page,
            table=self.table(request, page.rows),
            query=query,
            found_note=self.found_note,
            tabs=[(tab, self.tab_url(tab, query), tab.code == code) for tab in self.tabs],
            show=request.GET.get("show", ""),
            search_label="" if self.is_searched_from_bar else self.search_label,
            add_url=self.add_url(request),
            add_label=self.add_label,
            cautions=self.cautions(request),
            lede=self.lede,
        )

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

    def render(self, request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Render the template inside the console's frame."""
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "list_name": self.name, "list_url": self.list_url}
        return TemplateResponse(request, template, shared | context, status=status)

    @property
    def name(self) -> str:
        """The list's name in the menu and above it."""
        return capfirst(str(self.label or self.opts.verbose_name_plural))

    @property
    def list_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

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

    def cautions(self, request: HttpRequest) -> list[Caution]:
        """Return what the officer must know before reading the list and the overview."""
        return []

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
        return ModelAdmin.get_queryset(self, request)
