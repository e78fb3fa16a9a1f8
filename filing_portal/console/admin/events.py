"""The audit log in the console: every event of the officer's province, and the page of one."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.console.admin.details import details
from filing_portal.console.listing import Table, written
from filing_portal.console.menu import Group
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.ledger import wording
from filing_portal.ledger.models import Event
from filing_portal.offices.models import Office

if TYPE_CHECKING:
    from filing_portal.console.site import ConsoleSite


@admin.register(Event)
class EventAdmin(ReadingAdmin[Event]):
    label = _("Audit log")
    group = Group.ADMINISTRATION
    icon = "shield-check"
    list_display = ("moment", "what", "subject", "who", "place")
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

    def table(self, request: HttpRequest, rows: list[Event]) -> Table:
        self.look_up(request, rows)
        return super().table(request, rows)

    def page_context(self, request: HttpRequest, row: Event) -> dict[str, Any]:
        self.look_up(request, [row])
        facts = [
            Fact(_("When"), written(row.at)),
            Fact(_("Who"), self.who(row)),
            Fact(_("What"), wording.title(row)),
            Fact(_("Row"), name_of(row), url_of(row)),
            Fact(_("Province"), self.place(row)),
        ]
        more = [
            Fact(_("Before"), details(row, row.before)),
            Fact(_("After"), details(row, row.after)),
            Fact(_("Request"), row.request_id),
        ]
        return {"title": wording.title(row), "facts": facts + [fact for fact in more if fact.value]}

    def look_up(self, request: HttpRequest, events: Iterable[Event]) -> None:
        """Find the rows the events are about, where the officer may read them, and the offices of their provinces."""
        wanted: dict[str, set[int]] = {}
        for event in events:
            wanted.setdefault(event.subject_type, set()).add(event.subject_id)
        found: dict[tuple[str, int], Model] = {}
        for each in cast("ConsoleSite", self.admin_site).admins(request):
            kind = each.opts.label_lower
            if kind in wanted:
                rows = each.opened(each.get_queryset(request)).in_bulk(wanted[kind])
                found |= {(kind, pk): row for pk, row in rows.items()}
        places = {office.code: office.place for office in Office.objects.all()}
        for event in events:
            vars(event)["subject_row"] = found.get((event.subject_type, event.subject_id))
            vars(event)["place"] = places.get(event.province, event.province)

    @admin.display(description=_("when"))
    def moment(self, row: Event) -> datetime:
        return row.at

    @admin.display(description=_("what"))
    def what(self, row: Event) -> str:
        url = reverse("admin:ledger_event_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, wording.title(row))

    @admin.display(description=_("row"))
    def subject(self, row: Event) -> str:
        url = url_of(row)
        return format_html('<a href="{}">{}</a>', url, name_of(row)) if url else name_of(row)

    @admin.display(description=_("province"))
    def place(self, row: Event) -> str:
        place: str = vars(row)["place"]
        return place

    @admin.display(description=_("who"))
    def who(self, row: Event) -> str:
        return wording.actor(row)


def name_of(event: Event) -> str:
    """Return the kind and the name of the row; its key where it is gone, a draft, or not for this officer to read."""
    row: Model | None = vars(event)["subject_row"]
    if row is None:
        return gettext("%(kind)s (no page here, key %(key)s)") % {"kind": wording.kind(event), "key": event.subject_id}
    return gettext("%(kind)s %(number)s") % {"kind": wording.kind(event), "number": row}


def url_of(event: Event) -> str:
    """Return the page of the row, "" where it has none that this officer may open."""
    row: Model | None = vars(event)["subject_row"]
    return reverse(f"admin:{event.subject_type.replace('.', '_')}_change", args=[row.pk]) if row else ""
