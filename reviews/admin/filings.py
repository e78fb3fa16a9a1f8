"""The console's pages of filings: the queue, the case, and the decision."""

from datetime import date, timedelta
from typing import Any, Protocol, cast

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.paging import Keyset
from filing_portal.base.rules import account_of
from filing_portal.base.statuses import Tone, tag
from filing_portal.console.listing import EMPTY
from filing_portal.console.menu import Figure, Group, Link
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.terms.days_left import SOON
from filing_portal.terms.picture import left_of
from filing_portal.terms.workflow import calendar
from filings.models import Filing, FilingQuerySet, Round
from filings.states import REVIEW, Status
from reviews.admin.case import CasePage
from reviews.forms import ACCEPT, SEND_BACK, VERBS, DecisionForm
from reviews.search import find_filings

OPEN, DUE, ALL = "open", "due", "all"
BY_TIME = Keyset(("due_on", "pk"), descending=False)
# A status without a running term: its rows have no due day, the index gives the newest first.
BY_AGE = Keyset(("due_on", "pk"))
ON_OVERVIEW = 8


class Listed(Protocol):
    """A row of the list: a filing with the number of its latest round."""

    late_by: int
    round_number: int


@admin.register(Filing)
class FilingAdmin(ReadingAdmin[Filing]):
    """List the filings, the queue of open cases first, and let officers decide them."""

    label = _("Cases")
    group = Group.WORK
    list_display = ("service_and_provider", "case", "procedure", "submission", "left", "state")
    page_template = "admin/filings/case.html"
    is_searched_from_bar = True
    found_note = _("By name, the newest 1,000 are found: more words find fewer.")
    verbs = {"decide": REVIEW}
    tabs = (
        Tab(OPEN, _("Open")),
        Tab(DUE, _("Overdue and due")),
        *(Tab(status.value, status.label) for status in Status if status not in (Status.DRAFT, Status.SUBMITTED)),
        Tab(ALL, _("All")),
    )

    def get_queryset(self, request: HttpRequest) -> FilingQuerySet:
        """Return the filings an office may see."""
        return cast(FilingQuerySet, super().get_queryset(request)).submitted()

    def show(self, request: HttpRequest, rows: QuerySet[Filing], code: str) -> QuerySet[Filing]:
        rows = rows.select_related("service", "provider", "term__limit").annotate(round_number=latest_round())
        if code == ALL:
            return rows
        if code in (OPEN, DUE):
            rows = rows.filter(status=Status.SUBMITTED)
            return rows.filter(due_on__lte=soon_day()) if code == DUE else rows
        return rows.filter(status=code)

    def keyset_of(self, code: str) -> Keyset:
        if code in (OPEN, DUE, Status.RETURNED):
            return BY_TIME
        return self.keyset if code == ALL else BY_AGE

    def find(self, request: HttpRequest, rows: QuerySet[Filing], query: str) -> QuerySet[Filing]:
        return find_filings(rows, query)

    def opened(self, rows: QuerySet[Filing]) -> QuerySet[Filing]:
        return rows.select_related("provider__document", "term__limit", "service__entry")

    def page_context(self, request: HttpRequest, row: Filing) -> dict[str, Any]:
        case = CasePage(row, account_of(request))
        return {
            "title": row.service.name,
            "case": case,
            "form": DecisionForm(initial={"round": case.latest.number}) if case.may_decide else None,
        }

    def decide_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Decide the round that was read; a refused decision is shown again with everything that was typed."""
        filing = self.get_object(request, object_id)
        if request.method != "POST":
            return redirect("admin:filings_filing_change", filing.pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.page(request, filing, form=form)
        typed = form.cleaned_data
        reasons = () if typed["verb"] == ACCEPT else (form.reasons,)
        try:
            decided = VERBS[typed["verb"]](
                filing.pk, typed["round"], *reasons, by=account_of(request), note=typed["note"]
            )
        except NotAllowedNow as refusal:
            messages.error(request, str(refusal))
            return self.conflict(request, object_id, typed)
        due = date_format(decided.due_on) if decided.due_on else ""
        messages.success(request, DONE[typed["verb"]] % {"case": filing.reference, "due": due})
        return redirect("admin:filings_filing_change", filing.pk)

    def conflict(self, request: HttpRequest, object_id: str, typed: dict[str, Any]) -> HttpResponse:
        """Show the case as it is now, with what was typed where it can still be decided."""
        filing = self.get_object(request, object_id)
        case = CasePage(filing, account_of(request))
        form = DecisionForm(initial=typed | {"round": case.latest.number}) if case.may_decide else None
        return self.page(request, filing, status=409, form=form)

    @admin.display(description=_("service and provider"))
    def service_and_provider(self, row: Filing) -> str:
        url = reverse("admin:filings_filing_change", args=[row.pk])
        return format_html(
            '<a href="{}">{}</a><span class="d-block small text-muted">{}</span>', url, row.service, row.provider
        )

    @admin.display(description=_("case"))
    def case(self, row: Filing) -> str:
        return format_html('<span class="bf-mono text-nowrap">{}</span>', row.reference)

    @admin.display(description=_("submission"))
    def submission(self, row: Listed) -> str:
        number = gettext("Submission %(n)s") % {"n": row.round_number}
        if not row.late_by:
            return number
        late = gettext("Late by %(n)s") % {"n": row.late_by}
        return format_html("{} {}", number, tag(late, Tone.WARN))

    @admin.display(description=_("time left"))
    def left(self, row: Filing) -> str:
        left = left_of(row)
        return render_to_string("admin/_time_left.html", {"left": left}) if left else EMPTY

    def links(self, request: HttpRequest) -> list[Link]:
        url, shown = self.list_url, request.GET.get("show", OPEN)
        is_here = request.path.startswith(url)
        is_due = is_here and shown == DUE
        is_all = is_here and (shown not in (OPEN, DUE) or "q" in request.GET)
        return [
            Link(_("Queue"), url, "inbox", is_here and not is_due and not is_all, OPEN),
            Link(_("Overdue and due"), f"{url}?show={DUE}", "exclamation-triangle", is_due, DUE, is_hot=True),
            Link(_("All cases"), f"{url}?show={ALL}", "collection", is_all),
        ]

    def counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        waiting = self.get_queryset(request).awaiting_review()
        return {OPEN: waiting, DUE: waiting.filter(due_on__lte=soon_day())}

    def overview_counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        today = clock.today()
        rows = self.get_queryset(request)
        waiting = rows.awaiting_review()
        month = clock.end_of(today.replace(day=1) - timedelta(days=1))
        return {
            "overdue": waiting.filter(due_on__lt=today),
            "today": waiting.filter(due_on=today),
            "returned": rows.filter(status=Status.RETURNED),
            "decided": rows.filter(decided_at__gte=month),
        }

    def figures(self, counts: dict[str, int]) -> list[Figure]:
        url, soon = self.list_url, counts[DUE] - counts["overdue"]
        today = gettext("%(n)s due today") % {"n": counts["today"]}
        return [
            Figure(
                _("Overdue"), counts["overdue"], _("Act today"), f"{url}?show={DUE}", "bad" * bool(counts["overdue"])
            ),
            Figure(_("Due in %(n)s working days") % {"n": SOON}, soon, today, f"{url}?show={DUE}", "warn" * bool(soon)),
            Figure(_("Open cases"), counts[OPEN], _("Waiting for a decision"), url),
            Figure(_("Returned"), counts["returned"], _("Being corrected"), f"{url}?show={Status.RETURNED}"),
            Figure(_("Decided"), counts["decided"], _("Since the first of the month"), f"{url}?show={ALL}"),
        ]

    def panel(self, request: HttpRequest) -> dict[str, Any]:
        rows = self.show(request, self.get_queryset(request), OPEN).order_by(*BY_TIME.order())[:ON_OVERVIEW]
        return {
            "title": _("Queue, least time left first"),
            "table": self.table(request, list(rows)),
            "empty": _("No filing waits for a decision."),
            "url": self.list_url,
            "label": _("Open the whole queue"),
        }


DONE = {
    ACCEPT: _("%(case)s is on file. The number follows within seconds."),
    SEND_BACK: _("%(case)s was returned. The provider has until the end of %(due)s to correct it."),
    "refuse": _("%(case)s was refused. The provider has been told the reasons."),
}


def latest_round() -> Subquery:
    """Return the number of a filing's latest round, for a query of filings."""
    rounds = Round.objects.filter(filing=OuterRef("pk")).order_by("-number")
    return Subquery(rounds.values("number")[:1])


def soon_day() -> date:
    """Return the last day that still counts as due soon."""
    return calendar().add(clock.today(), SOON)
