"""Import, show and release holiday notices in the console: one officer imports them, another releases them."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset
from filing_portal.base.rules import account_of
from filing_portal.console.listing import written
from filing_portal.console.menu import Caution
from filing_portal.console.reading import Address
from filing_portal.terms import workflow
from filing_portal.terms.admin.cautions import PREPARE_NOTICE, missing_notice
from filing_portal.terms.admin.effects import shown
from filing_portal.terms.admin.versions import EDIT, PREPARE, VersionAdmin, hands_facts, is_national, only_national
from filing_portal.terms.forms import NoticeForm
from filing_portal.terms.models import Day, Notice
from filing_portal.workdays.calendar import Arranged, Calendar


@admin.register(Notice)
class NoticeAdmin(VersionAdmin[Notice]):
    route = "workdays/notice"
    label = _("Calendar notices")
    icon = "file-earmark-text"
    list_display = ("heading", "of_year", "published_on", "valid_from", "hands", "state")
    keyset = Keyset(("published_on", "pk"))
    lede = _("The State Council's notices from which the calendar is made.")
    add_label = _("Import a notice")
    page_template = "admin/terms/notice.html"
    verbs = {"release": "terms.release_notice", "discard": PREPARE_NOTICE}
    released_text = _("The notice is released. Every open term is being worked out again.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        return super().get_queryset(request).select_related("prepared_by", "released_by")

    def opened(self, rows: QuerySet[Notice]) -> QuerySet[Notice]:
        return rows.select_related("recomputation")

    def extra_addresses(self, name: str) -> list[Address]:
        return [Address(f"{name}_import", "import/", self.import_view, PREPARE_NOTICE, ("POST",))]

    def add_url(self, request: HttpRequest) -> str:
        mends = account_of(request).has_perm(PREPARE_NOTICE) and is_national(request)
        return reverse("admin:terms_notice_import") if mends else ""

    def cautions(self, request: HttpRequest) -> list[Caution]:
        """Say which year lacks its notice, and which others wait for this officer: each notice once."""
        missing = missing_notice(request)
        said = [caution.url for caution in missing]
        return missing + [caution for caution in super().cautions(request) if caution.url not in said]

    @transaction.atomic
    def import_view(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Read a notice, show what it would do, and prepare it; nothing is saved before the last step."""
        only_national(request)
        verb = request.POST.get("verb")
        if verb == PREPARE:
            workflow.hold_version_alone()  # what is checked now is in force when it is saved
        form = NoticeForm(request.POST or None, request.FILES or None, calendar=workflow.calendar())
        if verb == EDIT or not form.is_valid():
            return self.render(request, "admin/terms/import.html", title=_("Import a notice"), form=form)
        if verb != PREPARE:
            return self.preview(request, form)
        try:
            notice = workflow.prepare_notice(form.cleaned_data["year"], form.days, **form.facts, by=account_of(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.render(request, "admin/terms/import.html", title=_("Import a notice"), form=form)
        messages.success(request, gettext("The notice is prepared. A second officer reads its effect and releases it."))
        return redirect("admin:terms_notice_change", notice.pk)

    def preview(self, request: HttpRequest, form: NoticeForm) -> HttpResponse:
        """Show what the notice would do, with a button that prepares it."""
        year = form.cleaned_data["year"]
        calendar = workflow.calendar_with(form.days, year)
        facts = [
            Fact(_("Title"), form.cleaned_data["title"]),
            Fact(_("Notice number"), form.cleaned_data["number"]),
            Fact(_("Date published"), written(form.cleaned_data["published_on"])),
            *figures(calendar, year, form.days),
        ]
        return self.render(
            request,
            "admin/terms/preview.html",
            title=_("What this notice would do"),
            facts=facts,
            sent=form.sent(),
            effect=shown(workflow.effect(calendar)),
            action=reverse("admin:terms_notice_import"),
        )

    def release(self, request: HttpRequest, row_id: int) -> None:
        workflow.release_notice(row_id, by=account_of(request))

    def discard(self, request: HttpRequest, row_id: int, note: str) -> None:
        workflow.discard_notice(row_id, by=account_of(request), note=note)

    def page_context(self, request: HttpRequest, row: Notice) -> dict[str, Any]:
        offered = super().page_context(request, row)
        days = list(row.days.order_by("date"))
        context = {"facts": facts(row), "days": days, "run": getattr(row, "recomputation", None), **offered}
        if offered["may_release"] or offered["is_own"]:
            context |= effect_now(row, days)
        return context

    @admin.display(description=pgettext_lazy("notice", "year"))
    def of_year(self, row: Notice) -> int:
        return row.year

    @admin.display(description=_("title"))
    def heading(self, row: Notice) -> str:
        url = reverse("admin:terms_notice_change", args=[row.pk])
        return format_html(
            '<div lang="zh-Hans"><a class="bf-no" href="{}">{}</a><br><span class="small text-muted">{}</span></div>',
            url,
            row.title,
            row.number,
        )


def facts(row: Notice) -> list[Fact]:
    """Return what the notice is, and who prepared and released it."""
    return [
        Fact(_("Status"), row.get_status_display()),
        Fact(_("Code"), row.code),
        Fact(_("Year of the notice"), str(row.year)),
        Fact(_("Notice number"), row.number),
        Fact(_("Date published"), written(row.published_on)),
        Fact(_("Address"), row.address, row.address),
        Fact(_("Valid from"), written(row.valid_from) if row.valid_from else _("Its release")),
        *hands_facts(row),
    ]


def effect_now(row: Notice, days: list[Day]) -> dict[str, Any]:
    """Return what the release would do by now."""
    arranged = [Arranged(day.date, day.kind, day.name) for day in days]
    calendar = workflow.calendar_with(arranged, row.year)
    return {
        "effect": shown(workflow.effect(calendar)),
        "figures": figures(calendar, row.year, arranged),
    }


def figures(calendar: Calendar, year: int, days: list[Arranged]) -> list[Fact]:
    """Return what the notice names, and how many working days its year then has."""
    number = {kind: sum(day.kind == kind for day in days) for kind in Day.Kind.values}
    last = date(year - 1, 12, 31)
    return [
        Fact(_("Holidays"), str(number[Day.Kind.HOLIDAY])),
        Fact(_("Make-up working days"), str(number[Day.Kind.MAKE_UP])),
        Fact(_("Working days of the year"), str(calendar.between(last, date(year, 12, 31)))),
    ]
