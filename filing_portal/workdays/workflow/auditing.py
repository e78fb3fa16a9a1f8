from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Count, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from filing_portal.accounts.models import User
from filing_portal.letters.workflow import post
from filing_portal.offices.models import NATIONAL
from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR
from filing_portal.workdays.models import Audit, Day, Notice, Recomputation, Rule, Term
from filing_portal.workdays.oracle import WallCalendar, holds

EXAMPLES = 20
# So long the audit of the night waits for a recomputation to come to its end.
PATIENCE = timedelta(hours=1)
log = structlog.get_logger(__name__)


@transaction.atomic
def audit(night: date) -> Audit | None:
    """Every open term was worked out by the oracle; what differs from the record is reported. Once a night.

    Returns None, and nothing is on record, while a version released in the last hour is still being worked in: the
    next call does it.
    """
    if done := Audit.objects.filter(slot=night).first():
        return done
    wall, version = wall_calendar()
    terms, differences, examples = compare(wall)
    # Asked last: what was released while the terms were read has its recomputation by now.
    if Recomputation.objects.filter(finished_at=None, asked_at__gt=timezone.now() - PATIENCE).exists():
        return None
    if version != wall_calendar()[1]:
        return None
    row, is_first = Audit.objects.get_or_create(
        slot=night,
        defaults={"calendar": version, "terms": terms, "differences": differences, "examples": examples[:EXAMPLES]},
    )
    if is_first and differences:
        report(row)
    return row


def compare(wall: WallCalendar) -> tuple[int, int, list[list[Any]]]:
    """Return how many terms are open, how many of them the oracle sees otherwise, and the first of those."""
    terms = differences = 0
    examples = []
    for row in alike():
        terms += row["number"]
        computed = wall.due(row["started_on"], row["length"], row["rule__is_backward"])
        keeps_told = row["rule__binds"] != Rule.Binds.AUTHORITY
        is_told = row["told_on"] == (row["due_on"] if keeps_told else None)
        if not is_told or not holds(row["due_on"], computed, row["told_on"], keeps_told):
            differences += row["number"]
            examples.append([row["first"], row["due_on"].isoformat(), computed.isoformat()])
    return terms, differences, sorted(examples)


def report(row: Audit) -> None:
    """The log says it, and the system administrators of the national office have a letter."""
    log.error("terms_differ_from_the_oracle", terms=row.terms, differences=row.differences, examples=row.examples)
    officers = User.objects.filter(is_active=True, officer__office__code=NATIONAL)
    administrators = officers.filter(officer__role__code=SYSTEM_ADMINISTRATOR)
    url = reverse("admin:workdays_audit_change", args=[row.pk])
    post("audit_differs", to=administrators, about=str(row), url=url, audit=row)


def alike() -> Iterator[dict[str, Any]]:
    """Yield the open terms with the same inputs and the same due day as one row: some thousands for a million."""
    inputs = ("started_on", "due_on", "told_on", "rule__is_backward", "rule__binds")
    rows = Term.objects.open().annotate(length=Coalesce("working_days", "rule__working_days"))
    return rows.order_by().values(*inputs, "length").annotate(number=Count("pk"), first=Min("pk")).iterator()


def wall_calendar() -> tuple[WallCalendar, Notice]:
    """Return the oracle's calendar of all released notices, and the newest of them."""
    notices = list(Notice.objects.released().order_by("released_at", "pk"))
    age = {notice.pk: place for place, notice in enumerate(notices)}
    days = sorted(Day.objects.filter(notice__in=notices), key=lambda day: age[day.notice_id])
    last_year = max(notice.year for notice in notices)
    return WallCalendar([(day.date, day.kind) for day in days], last_year), notices[-1]
