"""The ground of the console's admins: addresses behind their permissions, the rows of an office, the frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.text import capfirst

from filing_portal.base.rules import account_of, officer, page
from filing_portal.console.menu import Group, Text

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:

    class ModelAdmin(admin.ModelAdmin):
        """Django's own takes the model of its rows as a type argument in its stubs alone."""

        def __class_getitem__(cls, model: Any) -> type:
            return cls


M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Address:
    """A URL of the console, the permission it needs, and the methods it takes beside those of reading."""

    name: str
    route: str
    view: Callable[..., HttpResponse]
    permission: str
    methods: tuple[str, ...] = ()


class GroundAdmin(ModelAdmin[M]):
    """Give the addresses of the list, the pages and the verbs; let nobody edit a row in a form.

    A view named `<verb>_view` stands behind each verb of `verbs`, which says the permission it needs.
    """

    label: Text = ""
    group: Text = Group.REGISTER
    route = ""  # its address below /console/, where that is not the app's label and the model's name
    actions = None
    verbs: dict[str, str] = {}

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
