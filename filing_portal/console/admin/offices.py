"""Officers, offices and roles in the console."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset
from filing_portal.base.rules import account_of
from filing_portal.console.admin.forms import AppointForm
from filing_portal.console.menu import Group, Text
from filing_portal.console.reading import Address, ReadingAdmin, ReferenceAdmin
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.offices import workflow
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.states import APPOINT, CHANGE

MOST_OF_A_REASON = 200


def typed(request: HttpRequest) -> str:
    """Return the reason as it may be stored: PostgreSQL's texts hold no NUL."""
    return request.POST.get("note", "").replace("\0", "")[:MOST_OF_A_REASON]


@admin.register(Officer)
class OfficerAdmin(ReadingAdmin[Officer]):
    group = Group.ADMINISTRATION
    icon = "person-badge"
    list_display = ("person", "email", "office", "role", "state")
    page_template = "admin/offices/officer.html"
    verbs = {"deactivate": CHANGE, "reactivate": CHANGE}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officer]:
        return super().get_queryset(request).select_related("user", "office", "role")

    def extra_addresses(self, name: str) -> list[Address]:
        return [Address(f"{name}_add", "add/", self.add_view, APPOINT, ("POST",))]

    def add_url(self, request: HttpRequest) -> str:
        return reverse("admin:offices_officer_add") if account_of(request).has_perm(APPOINT) else ""

    def page_context(self, request: HttpRequest, row: Officer) -> dict[str, Any]:
        reader = account_of(request)
        facts = [
            Fact(_("E-mail address"), row.user.email),
            Fact(_("Office"), row.office),
            Fact(_("Role"), row.role),
            Fact(_("Account"), self.state(row)),
        ]
        return {
            "facts": facts,
            "timeline": timeline(Event.objects.about(row), reasons_of(row)),
            "may_change": reader.has_perm(CHANGE) and row.pk != reader.post.pk,
        }

    def add_view(  # type: ignore[override]  # our own addresses alone call it, by name
        self, request: HttpRequest, **kwargs: Any
    ) -> HttpResponse:
        """Show the form and appoint the officer."""
        by = account_of(request)
        form = AppointForm(request.POST or None, by=by)
        if request.method == "POST" and form.is_valid():
            try:
                officer = workflow.appoint(**form.cleaned_data, by=by)
            except ValidationError as wrong:
                form.add_error(None, wrong)
            else:
                messages.success(request, gettext("%(name)s can sign in now.") % {"name": officer})
                return redirect("admin:offices_officer_change", officer.pk)
        return self.render(request, "admin/offices/appoint.html", title=_("Appoint an officer"), form=form)

    def deactivate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.switch(request, object_id, workflow.deactivate, _("%(name)s can no longer sign in."))

    def reactivate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.switch(request, object_id, workflow.reactivate, _("%(name)s can sign in again."))

    def switch(self, request: HttpRequest, object_id: str, verb: Callable[..., Any], done: Text) -> HttpResponse:
        """Carry the verb out on the officer and say so in the words of `done`, or say why not."""
        officer = self.get_object(request, object_id)
        if request.method == "POST":
            try:
                verb(officer.pk, by=account_of(request), note=typed(request))
                messages.success(request, str(done) % {"name": officer})
            except NotAllowedNow as refusal:
                messages.error(request, str(refusal))
            except ValidationError as wrong:
                messages.error(request, " ".join(wrong.messages))
        return redirect("admin:offices_officer_change", officer.pk)

    @admin.display(description=_("name"))
    def person(self, row: Officer) -> str:
        url = reverse("admin:offices_officer_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, row)

    @admin.display(description=_("e-mail address"))
    def email(self, row: Officer) -> str:
        return row.user.email

    @admin.display(description=_("account"))
    def state(self, row: Officer) -> str:
        return pgettext("account", "Open") if row.user.is_active else pgettext("account", "Closed")


def reasons_of(row: Officer) -> Callable[[Event], str]:
    """Return what tells why something was done to the post, by its event."""
    texts = dict(row.remarks.values_list("event", "text"))
    return lambda event: texts.get(event.pk, "")


@admin.register(Office)
class OfficeAdmin(ReferenceAdmin[Office]):
    icon = "building"
    list_display = ("code", "name", "name_en")
    keyset = Keyset(("code",), descending=False)


@admin.register(Role)
class RoleAdmin(ReferenceAdmin[Role]):
    icon = "key"
    list_display = ("code", "name", "name_en", "may")
    keyset = Keyset(descending=False)

    @admin.display(description=_("permissions"))
    def may(self, row: Role) -> str:
        return ", ".join(row.permissions)
