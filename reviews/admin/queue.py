"""The list of filings in the console: the queue and its tabs, its lines of the menu, its part of the overview."""

from datetime import date, datetime, timedelta
from typing import Any, Protocol, cast

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.lines import Words
from filing_portal.base.paging import Keyset
from filing_portal.base.statuses import Tone, tag
from filing_portal.console.listing import EMPTY
from filing_portal.console.menu import Figure, Group, Link
from filing_portal.console.reading import ReadingAdmin, Tab
from filing_portal.terms.days_left import SOON
from filing_portal.terms.picture import left_of
from filing_portal.terms.workflow import calendar
from filings.models import Filing, FilingQuerySet, Round
from filings.states import Status
from reviews.search import find_filings

OPEN, OVERDUE, SOON_DUE, DUE, DECIDED, ALL = "open", "overdue", "soon", "due", "decided", "all"
WAITING = (OPEN, OVERDUE, SOON_DUE, DUE)
WITHIN = format_lazy(_("Due within {n} working days"), n=SOON)
BY_TIME = Keyset(("due_on", "pk"), descending=False)
# A status without a running term: its rows have no due day, the index gives the newest first.
BY_AGE = Keyset(("due_on", "pk"))
BY_DECISION = Keyset(("decided_at", "pk"))
ON_OVERVIEW = 8


class Listed(Protocol):
    """A row of the list: a filing with the number of its latest round."""

    late_by: int
    round_number: int


class QueueAdmin(ReadingAdmin[Filing]):
    """List the filings, the queue of open cases first."""

    label = _("Cases")
    group = Group.WORK
    list_display = ("service_and_provider", "case", "procedure", "submission", "left", "state")
    is_searched_from_bar = True
    found_note = _("By name, the newest 1,000 are found: more words find fewer.")
    tabs = (
        Tab(OPEN, _("Open")),
        Tab(OVERDUE, _("Overdue")),
        Tab(SOON_DUE, WITHIN),
        Tab(DUE, format_lazy(_("Overdue or due within {n} working days"), n=SOON), is_offered=False),
        *(Tab(status.value, status.label) for status in Status if status not in (Status.DRAFT, Status.SUBMITTED)),
        Tab(DECIDED, _("Decided since the first of the month"), is_offered=False),
        Tab(ALL, _("All")),
    )

    def get_queryset(self, request: HttpRequest) -> FilingQuerySet:
        """Return the filings an office may see."""
        return cast(FilingQuerySet, super().get_queryset(request)).submitted()

    def show(self, request: HttpRequest, rows: QuerySet[Filing], code: str) -> QuerySet[Filing]:
        rows = rows.select_related("service", "provider", "term__limit").annotate(round_number=latest_round())
        return part_of(cast(FilingQuerySet, rows), code)

    def keyset_of(self, code: str) -> Keyset:
        if code in (*WAITING, Status.RETURNED):
            return BY_TIME
        return {ALL: self.keyset, DECIDED: BY_DECISION}.get(code, BY_AGE)

    def find(self, request: HttpRequest, rows: QuerySet[Filing], query: str) -> QuerySet[Filing]:
        return find_filings(rows, query)

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
        is_all = is_here and (shown not in WAITING or "q" in request.GET)
        is_due = is_here and shown != OPEN and not is_all
        return [
            Link(_("Queue"), url, "inbox", is_here and not is_due and not is_all, OPEN),
            Link(_("Overdue and due"), f"{url}?show={DUE}", "exclamation-triangle", is_due, DUE, is_hot=True),
            Link(_("All cases"), f"{url}?show={ALL}", "collection", is_all),
        ]

    def counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        rows = self.get_queryset(request)
        return {code: part_of(rows, code) for code in (OPEN, DUE)}

    def overview_counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        rows = self.get_queryset(request)
        parts: dict[str, QuerySet[Any]] = {
            code: part_of(rows, code) for code in (OVERDUE, SOON_DUE, Status.RETURNED.value, DECIDED)
        }
        return parts | {"today": part_of(rows, OPEN).filter(due_on=clock.today())}

    def figures(self, counts: dict[str, int]) -> list[Figure]:
        today = gettext("%(n)s due today") % {"n": counts["today"]}
        shown: list[tuple[str, Words, Words, str]] = [
            (OVERDUE, _("Overdue"), _("Act today"), "bad"),
            (SOON_DUE, WITHIN, today, "warn"),
            (OPEN, _("Open cases"), _("Waiting for a decision"), ""),
            (Status.RETURNED.value, _("Returned"), _("Being corrected"), ""),
            (DECIDED, _("Decided"), _("Since the first of the month"), ""),
        ]
        return [
            Figure(label, counts[code], hint, f"{self.list_url}?show={code}", tone * bool(counts[code]))
            for code, label, hint, tone in shown
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


def part_of(rows: FilingQuerySet, code: str) -> FilingQuerySet:
    """Return the rows of one tab: what a figure counts is what its list shows."""
    today = clock.today()
    waiting = {"status": Status.SUBMITTED}
    narrowed: dict[str, Any] = {
        OPEN: waiting,
        OVERDUE: waiting | {"due_on__lt": today},
        SOON_DUE: waiting | {"due_on__gte": today, "due_on__lte": soon_day()},
        DUE: waiting | {"due_on__lte": soon_day()},
        DECIDED: {"decided_at__gte": first_of_month()},
        ALL: {},
    }
    return rows.filter(**narrowed.get(code, {"status": code}))


def first_of_month() -> datetime:
    """Return the moment the Shanghai month began."""
    return clock.end_of(clock.today().replace(day=1) - timedelta(days=1))


def latest_round() -> Subquery:
    """Return the number of a filing's latest round, for a query of filings."""
    rounds = Round.objects.filter(filing=OuterRef("pk")).order_by("-number")
    return Subquery(rounds.values("number")[:1])


def soon_day() -> date:
    """Return the last day that still counts as due soon."""
    return calendar().add(clock.today(), SOON)
