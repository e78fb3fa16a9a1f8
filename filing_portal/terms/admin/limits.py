"""Show, prepare and release time limits in the console: one officer prepares a version, another releases it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset
from filing_portal.base.rules import account_of
from filing_portal.console.listing import Table, written
from filing_portal.terms import workflow
from filing_portal.terms.admin.effects import limit, shown
from filing_portal.terms.admin.versions import EDIT, PREPARE, VersionAdmin, hands_facts, is_national, only_national
from filing_portal.terms.articles import cite
from filing_portal.terms.forms import LimitForm
from filing_portal.terms.limits import number
from filing_portal.terms.models import Limit
from filing_portal.terms.states import Status

PREPARE_LIMIT = "terms.prepare_limit"
LAST = 99


@admin.register(Limit)
class LimitAdmin(VersionAdmin[Limit]):
    route = "workdays/rule"
    icon = "hourglass-split"
    list_display = ("limit", "length", "starts_with", "bound", "source", "since", "state")
    list_per_page = 100
    keyset = Keyset(descending=False)
    lede = _("The time limits in working days, numbered T1 to T11: where each is written, and from when it holds.")
    page_template = "admin/terms/limit.html"
    verbs = {"prepare": PREPARE_LIMIT, "release": "terms.release_limit", "discard": PREPARE_LIMIT}
    released_text = _("The time limit is released. It holds from its day on.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Limit]:
        return super().get_queryset(request).select_related("prepared_by", "released_by")

    def opened(self, rows: QuerySet[Limit]) -> QuerySet[Limit]:
        return rows.select_related("recomputation")

    def table(self, request: HttpRequest, rows: list[Limit]) -> Table:
        """Show the versions of a time limit together, in the order of the table of terms."""
        return super().table(request, sorted(rows, key=place))

    def prepare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what another length would do, and prepare it; nothing is saved before the last step."""
        row = self.get_object(request, object_id)
        if request.method != "POST":
            return self.lead_to(row)
        only_national(request)
        if fixed := why_fixed(row):
            messages.error(request, fixed)
            return self.page(request, row, status=409)
        form = LimitForm(request.POST, former=row)
        verb = request.POST.get("verb")
        if not form.is_valid() or verb == EDIT:
            return self.page(request, row, form=form)
        if verb != PREPARE:
            return self.preview(request, row, form)
        try:
            version = workflow.prepare_limit(row.code, **form.cleaned_data, by=account_of(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.page(request, row, form=form)
        told = gettext("The time limit is prepared. A second officer reads its effect and releases it.")
        messages.success(request, told)
        return redirect("admin:terms_limit_change", version.pk)

    def preview(self, request: HttpRequest, row: Limit, form: LimitForm) -> HttpResponse:
        """Show what the version would do, with a button that prepares it."""
        version = form.version()
        return self.render(
            request,
            "admin/terms/preview.html",
            title=_("What this time limit would do"),
            facts=[
                Fact(_("Time limit"), limit(row.code)),
                Fact(_("Working days before"), self.length(row)),
                Fact(_("Working days after"), self.length(version)),
                Fact(_("Valid from"), written(version.valid_from)),
                Fact(_("Terms already running"), running(version)),
                Fact(_("Reason for the change"), version.reason),
            ],
            sent=form.sent(),
            effect=shown(workflow.effect(limit=version)),
            action=reverse("admin:terms_limit_prepare", args=[row.pk]),
        )

    def release(self, request: HttpRequest, row_id: int) -> None:
        workflow.release_limit(row_id, by=account_of(request))

    def discard(self, request: HttpRequest, row_id: int, note: str) -> None:
        workflow.discard_limit(row_id, by=account_of(request), note=note)

    def page_context(self, request: HttpRequest, row: Limit) -> dict[str, Any]:
        offered = super().page_context(request, row)
        versions = Limit.objects.filter(code=row.code).order_by("-valid_from", "-pk")
        context = {
            "title": limit(row.code),
            "facts": self.facts(row),
            "versions": self.versions(versions, row),
            "run": getattr(row, "recomputation", None),
            **offered,
        }
        if offered["may_release"] or offered["is_own"]:
            return context | {"effect": shown(workflow.effect(limit=row))}
        if is_national(request) and account_of(request).has_perm(PREPARE_LIMIT) and not offered["is_waiting"]:
            fixed = why_fixed(row)
            return context | {"why_fixed": fixed, "form": None if fixed else LimitForm(former=row)}
        return context

    def facts(self, row: Limit) -> list[Fact]:
        """Return what the version says, and who prepared and released it."""
        return [
            Fact(_("Working days"), self.length(row)),
            Fact(_("Starts with"), row.get_starts_with_display()),
            Fact(_("Binds"), row.get_binds_display()),
            Fact(_("Counted"), _("Backwards from that day") if row.is_backward else _("Forwards")),
            Fact(_("Source"), self.source(row)),
            Fact(_("Valid from"), written(row.valid_from)),
            Fact(_("Terms already running"), running(row)),
            *([Fact(_("Reason for the change"), row.reason)] if row.reason else []),
            *hands_facts(row),
        ]

    def versions(self, rows: Iterable[Limit], here: Limit) -> Table:
        """Return all versions of the time limit, each with a link but the one that is `here`."""
        headers = [gettext("Valid from"), gettext("Working days"), gettext("Terms already running"), gettext("Status")]
        table = []
        for row in rows:
            url = reverse("admin:terms_limit_change", args=[row.pk])
            day = written(row.valid_from)
            day = day if row == here else format_html('<a href="{}">{}</a>', url, day)
            cells = (day, self.length(row), running(row), self.state(row))
            table.append(list(zip(headers, cells, strict=True)))
        return Table(headers, table)

    @admin.display(description=_("time limit"))
    def limit(self, row: Limit) -> str:
        url = reverse("admin:terms_limit_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, limit(row.code))

    @admin.display(description=_("working days"))
    def length(self, row: Limit) -> str:
        return str(row.working_days) if row.working_days else gettext("Set by each order")

    @admin.display(description=_("source"))
    def source(self, row: Limit) -> str:
        if not row.article:
            return gettext("Policy")
        articles = cite(row.article)
        return capfirst(articles) if row.is_law else gettext("Policy (%(articles)s)") % {"articles": articles}

    @admin.display(description=pgettext_lazy("time limit", "binds"))
    def bound(self, row: Limit) -> str:
        return format_html('<span class="text-nowrap">{}</span>', row.get_binds_display())

    @admin.display(description=_("valid from"))
    def since(self, row: Limit) -> str:
        return format_html('<span class="text-nowrap">{}</span>', written(row.valid_from))


def running(row: Limit) -> str:
    """Return which terms a version holds for, in words."""
    if row.applies_to_running:
        return gettext("Have the new length, too")
    return gettext("Keep the length they started with")


def why_fixed(row: Limit) -> str:
    """Return why no other version can follow this one here, "" where it can."""
    if row.status != Status.RELEASED:
        return gettext("Another length is prepared on the page of the version that is in force.")
    if row.is_law:
        law = gettext("The law sets this time limit (%(articles)s): it changes with the Provisions, not here.")
        return law % {"articles": cite(row.article)}
    if row.working_days is None:
        return gettext("Each order sets this time limit for itself: there is no length to change here.")
    if Limit.objects.released().filter(code=row.code, valid_from__gt=row.valid_from).exists():
        return gettext("A later version of this time limit is released already. Change that one.")
    return ""


def place(row: Limit) -> tuple[int, date, int]:
    """Return where a version stands in the list: T1 first, and the versions of a limit by age."""
    digits = number(row.code).split(",")[0].removeprefix("T")
    return (int(digits) if digits else LAST, row.valid_from, row.pk)
