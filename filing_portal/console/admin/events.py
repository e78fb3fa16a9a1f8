"""The audit log in the console: every event of the officer's province, and the page of one."""

import json
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.console.listing import written
from filing_portal.console.menu import Group
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.ledger import wording
from filing_portal.ledger.models import Event


@admin.register(Event)
class EventAdmin(ReadingAdmin[Event]):
    label = _("Audit log")
    group = Group.ADMINISTRATION
    icon = "shield-check"
    list_display = ("moment", "what", "subject", "who", "province")
    list_select_related = ("actor",)
    lede = _("Everything that was done in the portal. Events are never changed and never removed.")

    @property
    def tabs(self) -> tuple[Tab, ...]:  # type: ignore[override]  # the nouns are known once all apps are loaded
        """All events, then those of each noun."""
        nouns = [(noun._meta.label_lower, wording.kind_of(noun)) for noun in wording.nouns()]
        return (Tab("all", _("All")), *(Tab(code.replace(".", "-"), kind) for code, kind in nouns))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).select_related("actor")

    def show(self, request: HttpRequest, rows: QuerySet[Event], code: str) -> QuerySet[Event]:
        return rows if code == "all" else rows.filter(subject_type=code.replace("-", "."))

    def page_context(self, request: HttpRequest, row: Event) -> dict[str, Any]:
        facts = [
            Fact(_("When"), written(row.at)),
            Fact(_("Who"), self.who(row)),
            Fact(_("What"), wording.title(row)),
            Fact(_("Row"), self.subject(row), self.subject_url(request, row)),
            Fact(_("Province"), row.province),
            Fact(_("Before"), lines(row.before)),
            Fact(_("After"), lines(row.after)),
            Fact(_("Request"), row.request_id),
        ]
        return {"title": wording.title(row), "facts": facts}

    @staticmethod
    def subject_url(request: HttpRequest, row: Event) -> str:
        """Return the page of the row the event is about; kinds without a page in the console have none."""
        try:
            return reverse(f"admin:{row.subject_type.replace('.', '_')}_change", args=[row.subject_id])
        except NoReverseMatch:
            return ""

    @admin.display(description=_("when"))
    def moment(self, row: Event) -> datetime:
        return row.at

    @admin.display(description=_("what"))
    def what(self, row: Event) -> str:
        url = reverse("admin:ledger_event_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, wording.title(row))

    @admin.display(description=_("row"))
    def subject(self, row: Event) -> str:
        return gettext("%(kind)s %(number)s") % {"kind": wording.kind(row), "number": row.subject_id}

    @admin.display(description=_("who"))
    def who(self, row: Event) -> str:
        return wording.actor(row)


def lines(values: dict[str, Any]) -> str:
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
