"""Show recomputations and self-audits in the console."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset, Page
from filing_portal.base.statuses import Tone, tag
from filing_portal.base.templatetags.portal import grouped
from filing_portal.console.listing import EMPTY, Table, written
from filing_portal.console.menu import Link
from filing_portal.console.reading import ReferenceAdmin
from filing_portal.terms import workflow
from filing_portal.terms.admin.effects import limit, moving_table
from filing_portal.terms.admin.versions import is_in_menu
from filing_portal.terms.models import Audit, Notice, Recomputation, Shift
from filing_portal.terms.workflow.effects import Moving

BY_TERM = Keyset(("term_id",), descending=False)
SHIFTS_ON_A_PAGE = 50


@admin.register(Recomputation)
class RecomputationAdmin(ReferenceAdmin[Recomputation]):
    route = "workdays/recomputation"
    label = _("Recomputations")
    icon = "arrow-repeat"
    list_display = ("occasion", "asked_at", "open_terms", "done", "moved", "state")
    lede = _("After each release every open term is worked out again: how far that is, and which due days have moved.")
    page_template = "admin/terms/recomputation.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recomputation]:
        return super().get_queryset(request).select_related("notice", "limit")

    def links(self, request: HttpRequest) -> list[Link]:
        return super().links(request) if is_in_menu(request) else []

    def page_context(self, request: HttpRequest, row: Recomputation) -> dict[str, Any]:
        shifts = row.shifts.select_related("term__limit")
        page = Page(shifts, BY_TERM, request.GET, SHIFTS_ON_A_PAGE)
        return {
            "title": _("Recomputation: %(what)s") % {"what": occasion(row)},
            "facts": facts(row),
            "is_running": row.finished_at is None,
            "progress": progress(row),
            "share": min(row.done, row.open_terms),
            "page": page,
            "table": shifts_table(page.rows),
        }

    @admin.display(description=_("released"))
    def occasion(self, row: Recomputation) -> str:
        url = reverse("admin:terms_recomputation_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, occasion(row))

    @admin.display(description=_("status"))
    def state(self, row: Recomputation) -> str:
        return tag(gettext("Finished"), Tone.OK) if row.finished_at else tag(gettext("Running"), Tone.INFO)


@admin.register(Audit)
class AuditAdmin(ReferenceAdmin[Audit]):
    route = "workdays/audit"
    label = _("Self-audits")
    icon = "journal-check"
    list_display = ("night", "notice", "terms", "differences", "state")
    keyset = Keyset(("slot",))
    lede = _("Every night all open terms are worked out a second time, apart from the portal's own engine.")
    page_template = "admin/terms/audit.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Audit]:
        return super().get_queryset(request).select_related("notice")

    def links(self, request: HttpRequest) -> list[Link]:
        return super().links(request) if is_in_menu(request) else []

    def page_context(self, request: HttpRequest, row: Audit) -> dict[str, Any]:
        facts = [
            Fact(_("Night"), written(row.slot)),
            Fact(_("Finished"), written(row.finished_at)),
            Fact(_("Calendar up to"), row.notice, reverse("admin:terms_notice_change", args=[row.notice_id])),
            Fact(_("Open terms"), str(row.terms)),
            Fact(_("Differences"), str(row.differences)),
        ]
        return {"title": written(row.slot), "facts": facts, "table": differences_table(row)}

    @admin.display(description=_("night"))
    def night(self, row: Audit) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:terms_audit_change", args=[row.pk]), written(row.slot))

    @admin.display(description=_("status"))
    def state(self, row: Audit) -> str:
        return tag(gettext("Some differ"), Tone.BAD) if row.differences else tag(gettext("All agree"), Tone.OK)


def occasion(row: Recomputation) -> str:
    """Return what was released: the notice's title, or the time limit."""
    version = row.released
    return version.title if isinstance(version, Notice) else limit(version.code)


def facts(row: Recomputation) -> list[Fact]:
    """Return what was released, and how far the recomputation is."""
    version = row.released
    noun = "notice" if isinstance(version, Notice) else "limit"
    url = reverse(f"admin:terms_{noun}_change", args=[version.pk])
    return [
        Fact(_("Released"), occasion(row), url),
        Fact(_("Valid from"), written(version.valid_from)),
        Fact(_("Asked for"), written(row.asked_at)),
        Fact(_("Finished"), written(row.finished_at) if row.finished_at else _("Not yet")),
        Fact(_("Open terms"), str(row.open_terms)),
        Fact(_("Looked at"), str(row.done)),
        Fact(_("Moved"), str(row.moved)),
    ]


def progress(row: Recomputation) -> str:
    """Say of a recomputation that runs how many of the open terms are done."""
    if not row.reached:
        return gettext("It waits for the worker, which begins within seconds.")
    numbers = {"done": grouped(row.done), "all": grouped(row.open_terms)}
    return gettext("Running: %(done)s of %(all)s open terms looked at.") % numbers


def shifts_table(shifts: list[Shift]) -> Table:
    """Return the moved due days; how far is counted by the calendar in force."""
    between = workflow.calendar().between
    return moving_table(
        Moving(
            shift.term_id,
            shift.term.limit.code,
            shift.term.started_on,
            shift.before_on,
            shift.after_on,
            between(shift.before_on, shift.after_on),
        )
        for shift in shifts
    )


def differences_table(row: Audit) -> Table:
    """Return the first terms that differ: what is on record, and what the second reckoning says."""
    headers = [gettext("Term"), gettext("Due day on record"), gettext("Due day worked out again")]
    rows = [
        (str(pk), *(written(date.fromisoformat(day)) if day else EMPTY for day in days)) for pk, *days in row.examples
    ]
    return Table(headers, [list(zip(headers, cells, strict=True)) for cells in rows])
