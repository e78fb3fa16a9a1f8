from datetime import date

import structlog
from django.db import transaction
from django.db.models import Count, Min
from django.db.models.functions import Coalesce

from filing_portal.workdays.models import Audit, Day, Notice, Term
from filing_portal.workdays.oracle import WallCalendar, holds

EXAMPLES = 20
log = structlog.get_logger(__name__)


@transaction.atomic
def audit(night: date) -> Audit:
    """Every open term was worked out by the oracle; what differs from the record is reported. Once a night."""
    if done := Audit.objects.filter(slot=night).first():
        return done
    wall, version = wall_calendar()
    terms = differences = 0
    examples = []
    for row in alike():
        terms += row["number"]
        computed = wall.due(row["started_on"], row["length"], row["rule__is_backward"])
        keeps_told = row["rule__binds"] != "authority"
        if not holds(row["due_on"], computed, row["told_on"], keeps_told):
            differences += row["number"]
            examples.append([row["first"], row["due_on"].isoformat(), computed.isoformat()])
    if differences:
        log.error("terms_differ_from_the_oracle", terms=terms, differences=differences, examples=examples[:EXAMPLES])
    return Audit.objects.create(
        slot=night, calendar=version, terms=terms, differences=differences, examples=examples[:EXAMPLES]
    )


def alike():
    """Return the open terms with the same inputs and the same due day as one row: some thousands for a million."""
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
