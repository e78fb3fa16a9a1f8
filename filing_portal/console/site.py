"""The console: our own admin site, which takes in the admins of all apps and shows their menu and overview."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.rules import officer, page, public
from filing_portal.console import counting
from filing_portal.console.menu import Group, Link, Text
from filing_portal.console.reading import ReadingAdmin


@dataclass(frozen=True)
class Links:
    """A part of the console's menu."""

    label: Text
    items: list[Link]


class ConsoleSite(AdminSite):
    """The officers' console: the admin behind our sign-in, our access rules and our shell.

    Its menu and its overview are put together from what the admins of the apps above say about themselves.
    """

    site_title = site_header = _("Review console")
    index_title = _("Overview")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.post is not None

    def register(self, model_or_iterable: Any, admin_class: type[Any] | None = None, **options: Any) -> None:
        """Register our own admins only. Those of libraries would edit rows past the verbs."""
        if admin_class is not None and issubclass(admin_class, ReadingAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        urls: list[URLPattern | URLResolver] = [
            page("", self.admin_view(self.index), officer(), name="index"),
            page("login/", self.login, public("POST"), name="login"),
        ]
        for model, model_admin in self.reading_admins().items():
            route = model_admin.route or f"{model._meta.app_label}/{model._meta.model_name}"
            urls.append(path(f"{route}/", include(model_admin.urls)))
        return urls

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the one sign-in of the portal, with its limits and second factors."""
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show the figures, and the work that has least time left."""
        counts = self.counts(request)
        context = self.each_context(request) | {
            "title": self.index_title,
            "today": clock.today(),
            # Two lists may have the same to say.
            "cautions": dict.fromkeys(said for admin in self.admins(request) for said in admin.cautions(request)),
            "figures": [figure for admin in self.admins(request) for figure in admin.figures(counts)],
            "panels": [panel for admin in self.admins(request) if (panel := admin.panel(request))],
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/index.html", context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page of the console shows: names, and for an officer the menu and the search."""
        context: dict[str, Any] = {"site_title": self.site_title, "site_header": self.site_header}
        if self.has_permission(request):
            context["console_nav"] = SimpleLazyObject(partial(self.navigation, request))
            searched = [admin.list_url for admin in self.admins(request) if admin.is_searched_from_bar]
            context["console_search_url"] = next(iter(searched), "")
        return context

    def reading_admins(self) -> dict[type[Model], ReadingAdmin[Any]]:
        """Return the admins by model; `register` let in no other kind."""
        return {model: admin for model, admin in self._registry.items() if isinstance(admin, ReadingAdmin)}

    def admins(self, request: HttpRequest) -> Iterator[ReadingAdmin[Any]]:
        """Yield the admins of what the officer may see."""
        return (admin for admin in self.reading_admins().values() if admin.has_view_permission(request))

    def counts(self, request: HttpRequest) -> dict[str, int]:
        """Return the menu's figures, and on the overview its own as well: one query for a request."""
        if not hasattr(request, "console_counts"):
            is_overview = request.path == reverse("admin:index")
            wanted: dict[str, QuerySet[Any]] = {}
            for admin in self.admins(request):
                wanted |= admin.counts(request)
                wanted |= admin.overview_counts(request) if is_overview else {}
            vars(request)["console_counts"] = counting.count(wanted)
        counts: dict[str, int] = vars(request)["console_counts"]
        return counts

    def navigation(self, request: HttpRequest) -> list[Links]:
        """Return the menu, with the figure beside each line that has one."""
        counts = self.counts(request)
        overview = reverse("admin:index")
        groups: dict[Text, list[Link]] = {
            Group.WORK: [Link(_("Overview"), overview, "speedometer2", request.path == overview)]
        }
        for admin in self.admins(request):
            for link in admin.links(request):
                groups.setdefault(admin.group, []).append(counted(link, counts))
        return [Links(label, groups[label]) for label in Group.ORDER if label in groups]


def counted(link: Link, counts: dict[str, int]) -> Link:
    """Return the link with the figure beside it, without one when there is nothing to count."""
    number = counts[link.count] if link.count else 0
    return replace(link, count=counting.shown(number) if number else None, is_hot=link.is_hot and number > 0)
