"""Recomputations and self-audits in the console, to read."""

from datetime import date

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.paging import Keyset, Page
from filing_portal.base.statuses import Tone, tag
from filing_portal.console.listing import EMPTY, Table, written
from filing_portal.console.reading import ReferenceAdmin
from filing_portal.terms import workflow
from filing_portal.terms.admin.effects import limit, moving_table
from filing_portal.terms.models import Audit, Recomputation, Shift
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

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("calendar", "limit")

    def page_context(self, request: HttpRequest, row: Recomputation) -> dict:
        shifts = row.shifts.select_related("term__limit")
        page = Page(shifts, BY_TERM, request.GET, SHIFTS_ON_A_PAGE)
        return {
            "title": _("Recomputation: %(what)s") % {"what": occasion(row)},
            "facts": facts(row),
            "is_running": row.finished_at is None,
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
    list_display = ("night", "calendar", "terms", "differences", "state")
    keyset = Keyset(("slot",))
    lede = _("Every night all open terms are worked out a second time, apart from the portal's own engine.")
    page_template = "admin/terms/audit.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("calendar")

    def page_context(self, request: HttpRequest, row: Audit) -> dict:
        facts = [
            {"label": _("Night"), "value": written(row.slot)},
            {"label": _("Finished"), "value": written(row.finished_at)},
            {"label": _("Calendar up to"), "value": row.calendar, "url": notice_url(row.calendar_id)},
            {"label": _("Open terms"), "value": str(row.terms)},
            {"label": _("Differences"), "value": str(row.differences)},
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
    return row.calendar.title if row.calendar else limit(row.limit.code)


def facts(row: Recomputation) -> list[dict]:
    released = row.calendar or row.limit
    url = notice_url(row.calendar_id) if row.calendar else reverse("admin:terms_limit_change", args=[row.limit_id])
    return [
        {"label": _("Released"), "value": occasion(row), "url": url},
        {"label": _("Valid from"), "value": written(released.valid_from)},
        {"label": _("Asked for"), "value": written(row.asked_at)},
        {"label": _("Finished"), "value": written(row.finished_at) if row.finished_at else _("Not yet")},
        {"label": _("Open terms"), "value": str(row.open_terms)},
        {"label": _("Looked at"), "value": str(row.done)},
        {"label": _("Moved"), "value": str(row.moved)},
    ]


def notice_url(notice_id: int | str) -> str:
    return reverse("admin:terms_notice_change", args=[notice_id])


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
    headers = [_("Term"), _("Due day on record"), _("Due day worked out again")]
    rows = [
        (str(pk), *(written(date.fromisoformat(day)) if day else EMPTY for day in days)) for pk, *days in row.examples
    ]
    return Table(headers, [list(zip(headers, cells, strict=True)) for cells in rows])
