"""Officers, offices and roles in the console."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset
from filing_portal.base.rules import account_of
from filing_portal.console.admin.forms import AppointForm, TransferForm
from filing_portal.console.menu import Group, Text
from filing_portal.console.reading import Address, ReadingAdmin, ReferenceAdmin
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.offices import workflow
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.states import APPOINT, CHANGE
from filing_portal.offices.wording import right

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
    verbs = dict.fromkeys(("deactivate", "reactivate", "transfer", "send_password_letter"), CHANGE)

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
        may_change = reader.has_perm(CHANGE)
        is_own = row.pk == reader.post.pk
        return {
            "facts": facts,
            "timeline": timeline(Event.objects.about(row), reasons_of(row)),
            "may_change": may_change and not is_own,
            "is_own": may_change and is_own,
            "form": TransferForm(by=reader, initial={"office": row.office_id, "role": row.role_id}),
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

    def transfer_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give the officer another post; a form that is wrong is shown again with what was typed."""
        officer = self.get_object(request, object_id)
        form = TransferForm(request.POST or None, by=account_of(request))
        if request.method == "POST" and not form.is_valid():
            return self.page(request, officer, form=form)
        verb = partial(workflow.transfer, officer.pk, **form.cleaned_data) if form.is_bound else None
        return self.carry_out(request, officer, verb, _("The post of %(name)s is changed."))

    def send_password_letter_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        officer = self.get_object(request, object_id)
        verb = partial(workflow.send_password_letter, officer.pk)
        return self.carry_out(request, officer, verb, _("The letter to %(name)s is on its way."))

    def switch(self, request: HttpRequest, object_id: str, verb: Callable[..., Any], done: Text) -> HttpResponse:
        """Close or open the officer's account, for the reason that was typed."""
        officer = self.get_object(request, object_id)
        return self.carry_out(request, officer, partial(verb, officer.pk, note=typed(request)), done)

    def carry_out(
        self, request: HttpRequest, officer: Officer, verb: Callable[..., Any] | None, done: Text
    ) -> HttpResponse:
        """Carry the verb out and say so in the words of `done`, or say why not; lead to the officer's page."""
        if verb and request.method == "POST":
            try:
                verb(by=account_of(request))
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
    list_display = ("title", "may")
    keyset = Keyset(descending=False)

    def page_context(self, request: HttpRequest, row: Role) -> dict[str, Any]:
        return {"facts": [Fact(_("Role"), row), Fact(_("Permissions"), "\n".join(map(right, row.permissions)))]}

    @admin.display(description=_("role"))
    def title(self, row: Role) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:offices_role_change", args=[row.pk]), row)

    @admin.display(description=_("permissions"))
    def may(self, row: Role) -> str:
        return format_html_join(mark_safe("<br>"), "{}", ((right(code),) for code in row.permissions))
