"""The admin of a row that is read in the console and moved by verbs, never edited in a form."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from filing_portal.base.access import officer, page
from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset, Page
from filing_portal.base.statuses import HasStatus, status_tag
from filing_portal.console.listing import Table, cell, table
from filing_portal.console.menu import Caution, Figure, Group, Link, Text


@dataclass(frozen=True)
class Tab:
    """A part of a list."""

    code: str
    label: Text


@dataclass(frozen=True)
class Address:
    """A URL of the console with the permission it asks for and the methods it takes beside reading."""

    name: str
    route: str
    view: Callable[..., HttpResponse]
    permission: str
    methods: tuple[str, ...] = ()


class ReadingAdmin(ModelAdmin):
    """What lies in the officer's province, listed and shown, without change, addition or deletion.

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
        return []

    def get_urls(self) -> list:
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
        """Return the view behind its permission, whoever calls it."""

        def view(request: HttpRequest, **kwargs) -> HttpResponse:
            if not request.user.has_perm(address.permission):
                raise PermissionDenied
            return address.view(request, **kwargs)

        return view

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).within(request.user.post.office)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model:
        """Return the row; one that does not exist for this officer is 404, not a redirect that tells of it."""
        try:
            return self.opened(self.get_queryset(request)).get(pk=object_id)
        except (self.model.DoesNotExist, ValueError, ValidationError) as error:
            raise Http404 from error

    def opened(self, rows: QuerySet) -> QuerySet:
        """Return the rows with what the page of one of them needs."""
        return rows

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
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
        return self.keyset

    def show(self, request: HttpRequest, rows: QuerySet, code: str) -> QuerySet:
        """Return the rows of one tab."""
        return rows

    def find(self, request: HttpRequest, rows: QuerySet, query: str) -> QuerySet:
        """Return the rows the query looks for. Raises ValidationError for one that cannot be looked for."""
        return rows

    def table(self, request: HttpRequest, rows: list[Model]) -> Table:
        return table(self, rows)

    def add_url(self, request: HttpRequest) -> str:
        return ""

    def change_view(self, request: HttpRequest, object_id: str, **kwargs) -> HttpResponse:
        return self.page(request, self.get_object(request, object_id))

    def page(self, request: HttpRequest, row: Model, status: int = 200, **context) -> HttpResponse:
        context = {"title": str(row), "row": row} | self.page_context(request, row) | context
        return self.render(request, self.page_template, status=status, **context)

    def page_context(self, request: HttpRequest, row: Model) -> dict:
        """Return what the page of the row says."""
        fields = [field for field in self.opts.fields if field.name != "id"]
        return {"facts": [Fact(f.verbose_name, cell(self, f.name, row)) for f in fields]}

    def render(self, request: HttpRequest, template: str, status: int = 200, **context) -> HttpResponse:
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "list_name": self.name, "list_url": self.list_url}
        return TemplateResponse(request, template, shared | context, status=status)

    @property
    def name(self) -> str:
        """The list's name in the menu and above it."""
        return capfirst(self.label or self.opts.verbose_name_plural)

    @property
    def list_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    @admin.display(description=_("status"))
    def state(self, row: HasStatus) -> str:
        """The column of a list whose rows have a status."""
        return status_tag(row)

    def links(self, request: HttpRequest) -> list[Link]:
        url = self.list_url
        return [Link(self.name, url, self.icon, request.path.startswith(url))]

    def counts(self, request: HttpRequest) -> dict[str, QuerySet]:
        """Return what the menu counts, by name."""
        return {}

    def overview_counts(self, request: HttpRequest) -> dict[str, QuerySet]:
        """Return what only the overview counts, by name."""
        return {}

    def cautions(self, request: HttpRequest) -> list[Caution]:
        """Return what the officer must know before reading the list and the overview."""
        return []

    def figures(self, counts: dict[str, int]) -> list[Figure]:
        """Return the admin's numbers for the overview."""
        return []

    def panel(self, request: HttpRequest) -> dict | None:
        """Return the title, table and link of the admin's part of the overview, or None."""
        return None


class ReferenceAdmin(ReadingAdmin):
    """Reference data: the same for every office."""

    group = Group.ADMINISTRATION

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return ModelAdmin.get_queryset(self, request)
