"""The console's pages of inspections: the list, the page of one, and its judgement."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words
from filing_portal.base.paging import Keyset
from filing_portal.base.rules import account_of
from filing_portal.console.listing import EMPTY
from filing_portal.console.menu import Figure, Group, Link
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filing_portal.lifecycle import NotAllowedNow, verbs_for
from filing_portal.terms.picture import left_of
from filings.catalogue import BY_NAME
from filings.snapshots import shown
from inspections.admin.forms import FAIL, PASS, JudgeForm
from inspections.filed import filed, people_of
from inspections.models import Inspection, InspectionQuerySet
from inspections.states import JUDGE, Status
from inspections.workflow import fail_inspection, pass_inspection

ALL = "all"
VERBS = {PASS: pass_inspection, FAIL: fail_inspection}
DONE = {
    PASS: _("%(entry)s has passed the inspection."),
    FAIL: _("%(entry)s has not passed. The provider has been told."),
}
BY_TIME = Keyset(("due_on", "pk"), descending=False)


@dataclass(frozen=True)
class Correction:
    """What the provider corrects: the text on file and the new one."""

    label: Words
    old: str
    new: str


@admin.register(Inspection)
class InspectionAdmin(ReadingAdmin[Inspection]):
    """List the inspections, the answered ones first, and let officers judge them."""

    group = Group.SUPERVISION
    icon = "clipboard-check"
    list_display = ("service", "number", "opened_at", "left", "state")
    page_template = "admin/inspections/inspection.html"
    verbs = {"judge": JUDGE}
    tabs = (
        Tab(Status.ANSWERED.value, Status.ANSWERED.label),
        *(Tab(status.value, status.label) for status in Status if status != Status.ANSWERED),
        Tab(ALL, _("All")),
    )

    def show(self, request: HttpRequest, rows: QuerySet[Inspection], code: str) -> QuerySet[Inspection]:
        # What the register's search reads is long, and the list shows none of it.
        rows = rows.select_related("entry", "term__limit").defer("entry__search_text", "entry__search_pairs")
        return rows if code == ALL else rows.filter(status=code)

    def keyset_of(self, code: str) -> Keyset:
        return self.keyset if code == ALL else BY_TIME

    def opened(self, rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
        return rows.select_related("entry__provider", "term__limit")

    def page_context(self, request: HttpRequest, row: Inspection) -> dict[str, Any]:
        verbs = verbs_for(row, account_of(request))
        return {
            "title": row.entry.service_name or row.entry.full_number,
            "left": left_of(row),
            "corrections": corrections(row),
            "timeline": timeline(Event.objects.about(row)),
            "form": JudgeForm(may_pass=PASS in verbs) if FAIL in verbs else None,
        }

    def judge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Pass or fail the inspection; a refused judgement is shown again with what was typed."""
        row = self.get_object(request, object_id)
        if request.method != "POST":
            return redirect("admin:inspections_inspection_change", row.pk)
        form = JudgeForm(request.POST, may_pass=row.status == Status.ANSWERED)
        if not form.is_valid():
            return self.page(request, row, form=form)
        try:
            VERBS[form.cleaned_data["verb"]](row.pk, by=account_of(request), finding=form.cleaned_data["finding"])
        except NotAllowedNow as refusal:
            messages.error(request, str(refusal))
            return self.page(request, self.get_object(request, object_id), status=409)
        messages.success(request, DONE[form.cleaned_data["verb"]] % {"entry": row.entry})
        return redirect("admin:inspections_inspection_change", row.pk)

    @admin.display(description=_("service and provider"))
    def service(self, row: Inspection) -> str:
        url = reverse("admin:inspections_inspection_change", args=[row.pk])
        return format_html(
            '<a href="{}">{}</a><span class="d-block small text-muted">{}</span>',
            url,
            row.entry.service_name or row.entry.full_number,
            row.entry.provider_name,
        )

    @admin.display(description=_("filing number"))
    def number(self, row: Inspection) -> str:
        return format_html('<span class="bf-no" lang="zh-Hans">{}</span>', row.entry.full_number)

    @admin.display(description=_("time left"))
    def left(self, row: Inspection) -> str:
        left = left_of(row)
        return render_to_string("admin/_time_left.html", {"left": left}) if left else EMPTY

    def links(self, request: HttpRequest) -> list[Link]:
        url = self.list_url
        return [Link(self.name, url, self.icon, request.path.startswith(url), "answered")]

    def counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        return {"answered": cast(InspectionQuerySet, self.get_queryset(request)).awaiting_judgement()}

    def figures(self, counts: dict[str, int]) -> list[Figure]:
        return [Figure(_("Inspections"), counts["answered"], _("Answered, to be judged"), self.list_url)]


def corrections(row: Inspection) -> list[Correction]:
    """Return what the provider corrects, against what is on file today, or was when the inspection was judged."""
    if not row.corrections:
        return []
    before = filed(row.entry, row.judged_at)
    people = people_of(row.corrections, before)
    return [
        Correction(item.label, shown(item, before.get(name), people), shown(item, row.corrections[name], people))
        for name, item in BY_NAME.items()
        if name in row.corrections
    ]
