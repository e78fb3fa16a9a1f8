"""Audit every night what the engine has written: hold it to what the oracle says."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import structlog
from django.db import transaction
from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce
from django.urls import reverse

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.letters.workflow import post
from filing_portal.offices.models import NATIONAL
from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR
from filing_portal.terms.models import Audit, Day, Limit, Notice, Recomputation, Term, holders
from filing_portal.terms.workflow.releases import bring_into_force
from filing_portal.terms.workflow.versions import hold_recomputing, hold_version
from filing_portal.workdays.oracle import OracleCalendar, OutsideCalendar, holds

EXAMPLES = 20
PATIENCE = timedelta(hours=1)  # the audit waits no longer than this for a recomputation to end
log = structlog.get_logger(__name__)


@transaction.atomic
def audit(night: date) -> Audit | None:
    """Work out every open term by the oracle and report what differs from the record; return the night's row.

    Idempotent: a second call for the same night returns the first one's row. Return None, and record nothing, while a
    version released in the last hour is still being worked in: the next call does it.
    """
    if done := Audit.objects.filter(slot=night).first():
        return done
    bring_into_force()  # what holds from today on is worked in before the terms are held to it
    # Nothing is released and no recomputation takes a step meanwhile: what is read is the books before it, or after it.
    if not hold_recomputing():
        return None
    hold_version()
    if Recomputation.objects.filter(finished_at=None, asked_at__gt=clock.now() - PATIENCE).exists():
        return None
    calendar, newest = oracle_calendar()
    terms, differences = compare(calendar)
    row, is_first = Audit.objects.get_or_create(
        slot=night,
        defaults={
            "notice": newest,
            "terms": terms,
            "differences": sum(each.number for each in differences),
            "examples": [each.example for each in sorted(differences)[:EXAMPLES]],
        },
    )
    if is_first and differences:
        report(row)
    return row


class Difference(NamedTuple):
    """Alike terms that differ from the oracle: the first of them, how many, the day on record and the right one.

    `computed_on` is "" where there is no right day.
    """

    first: int
    number: int
    due_on: str
    computed_on: str

    @property
    def example(self) -> list[int | str]:
        """Return the difference as the audit keeps it: term, day on record, computed day."""
        return [self.first, self.due_on, self.computed_on]


def compare(calendar: OracleCalendar) -> tuple[int, list[Difference]]:
    """Return how many terms are open, and those that the oracle, or a copy of the due day, sees otherwise."""
    terms, found, outdated = 0, [], outdated_limits()
    for row in alike():
        terms += row["number"]
        computed = computed_by(calendar, row)
        if row["limit"] in outdated or computed is None or not is_right(calendar, row, computed):
            day = "" if computed is None else computed.isoformat()
            found.append(Difference(row["first"], row["number"], row["due_on"].isoformat(), day))
    known = {each.first for each in found}
    return terms, found + [each for each in differing_copies() if each.first not in known]


def computed_by(calendar: OracleCalendar, row: dict[str, Any]) -> date | None:
    """Return the day the oracle gives, None where it cannot count so far."""
    try:
        return calendar.due(row["started_on"], row["days"], row["limit__is_backward"])
    except OutsideCalendar:
        return None


def is_right(calendar: OracleCalendar, row: dict[str, Any], computed: date) -> bool:
    """Tell whether due day, announced day and mark of these terms are what follows from the computed day."""
    keeps_announced = row["limit__binds"] != Limit.Binds.AUTHORITY
    return (
        row["announced_on"] == (row["due_on"] if keeps_announced else None)
        and row["is_provisional"] == calendar.can_move(row["started_on"], computed)
        and holds(row["due_on"], computed, row["announced_on"], keeps_announced)
    )


def outdated_limits() -> set[int]:
    """Return the limits under which no term runs any more, because a later version holds for running terms too."""
    limits = list(Limit.objects.released().filter(valid_from__lte=clock.today()))
    later = [limit for limit in limits if limit.applies_to_running]
    return {old.pk for old in limits for new in later if old.code == new.code and old.valid_from < new.valid_from}


def differing_copies() -> Iterator[Difference]:
    """Yield the open terms whose due day is another one in the queue of what holds them."""
    for holder in holders():
        rows = holder.objects.filter(term__isnull=False, term__met_on=None).exclude(due_on=F("term__due_on"))
        for term_id, copied, due_on in rows.values_list("term", "due_on", "term__due_on"):
            yield Difference(term_id, 1, str(copied or ""), due_on.isoformat())


def report(row: Audit) -> None:
    """Log the differences and write to the system administrators of the national office."""
    log.error("terms_differ_from_the_oracle", terms=row.terms, differences=row.differences, examples=row.examples)
    officers = User.objects.filter(is_active=True, post__office__code=NATIONAL)
    administrators = officers.filter(post__role__code=SYSTEM_ADMINISTRATOR)
    url = reverse("admin:terms_audit_change", args=[row.pk])
    post("audit_differs", to=administrators, key=str(row), url=url, audit=row)


def alike() -> Iterator[dict[str, Any]]:
    """Yield the open terms with the same inputs and the same due day as one row: some thousands for a million."""
    inputs = ("started_on", "due_on", "announced_on", "is_provisional", "limit", "limit__is_backward", "limit__binds")
    rows = Term.objects.open().annotate(days=Coalesce("working_days", "limit__working_days"))
    found = rows.order_by().values(*inputs, "days").annotate(number=Count("pk"), first=Min("pk"))
    yield from found.iterator()


def oracle_calendar() -> tuple[OracleCalendar, Notice]:
    """Return the oracle's calendar of all released notices, and the newest of them."""
    notices = list(Notice.objects.released().order_by("released_at", "pk"))
    age = {notice.pk: place for place, notice in enumerate(notices)}
    days = sorted(Day.objects.filter(notice__in=notices), key=lambda day: age[day.notice_id])
    last_year = max(notice.year for notice in notices)
    return OracleCalendar([(day.date, day.kind) for day in days], last_year), notices[-1]
