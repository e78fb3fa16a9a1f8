"""Start a term, restart it, meet it, and count the working days it is late."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from filing_portal.base import clock
from filing_portal.base.locks import for_update
from filing_portal.terms.limits import applied
from filing_portal.terms.models import Announcement, Day, Notice, Term
from filing_portal.terms.workflow.versions import calendar, hold_version, limit_for, newest
from filing_portal.workdays.engine import Reckoning, reckon


@transaction.atomic
def start(limit: str, on: date, working_days: int | None = None, announced_on: date | None = None) -> Term:
    """Start a term of the limit with this code, set off by what happened on the day `on`.

    For a deregistration, `on` is the planned day of termination. `working_days` is the length, where an order or a
    campaign sets it. `announced_on` is a due day that was announced for the same event before: the new one is not
    earlier. Raises ValidationError (code `outside_calendar`), Limit.DoesNotExist where no version holds on the day,
    and ValueError for a limit without a length of its own. Not idempotent.
    """
    term = Term(working_days=working_days)
    _run(term, limit, on, announced_on)
    return term


@transaction.atomic
def restart(term_id: int, on: date, announced_on: date | None = None) -> Term:
    """Start the open term anew, as if it had been set off on this day from the beginning.

    The new due day is not earlier than the one this term announced for the same day before, nor than `announced_on`,
    which other terms announced for the same event. Raises Term.DoesNotExist for a term that is met, and ValidationError
    (code `outside_calendar`). Idempotent.
    """
    term: Term = for_update(Term.objects.select_related("limit")).get(pk=term_id, met_on=None)
    if term.announced_on:
        announced = Announcement(
            term=term, code=term.limit.code, started_on=term.started_on, announced_on=term.announced_on
        )
        # In one statement: `update_or_create` would lock the row a second time, under the lock of its term.
        Announcement.objects.bulk_create(
            [announced],
            update_conflicts=True,
            unique_fields=["term", "code", "started_on"],
            update_fields=["announced_on"],
        )
    own = announced_for([term.pk], term.limit.code, on)
    _run(term, term.limit.code, on, max(filter(None, (own, announced_on)), default=None))
    return term


def announced_for(term_ids: Iterable[int], limit: str, on: date) -> date | None:
    """Return the latest due day that these terms of the limit announced for an event of the day; None without one."""
    code, started_on = applied(limit, on)
    now = Term.objects.filter(pk__in=term_ids, limit__code=code, started_on=started_on)
    before = Announcement.objects.filter(term__in=term_ids, code=code, started_on=started_on)
    told = (rows.aggregate(told=Max("announced_on"))["told"] for rows in (now, before))
    return max(filter(None, told), default=None)


@transaction.atomic
def meet(term_id: int, on: date) -> int:
    """Record that the term is met on the day, unless it was before; return the working days it was late, 0 for in time.

    Raises Term.DoesNotExist, and ValidationError (code `outside_calendar`). Idempotent: the first day stays.
    """
    term = for_update(Term.objects.select_related("limit")).get(pk=term_id)
    if term.met_on is None:
        term.met_on = on
        term.save(update_fields=["met_on"])
    return reckoned_now(term).late_by


def late_by(term_id: int, on: date) -> int:
    """Return the working days by which meeting the open term on this day is late, 0 for in time."""
    return reckoned_now(Term.objects.select_related("limit").get(pk=term_id)).late_on(on)


def over_after(term: Term) -> date:
    """Return the day at whose end the term is over; `date.max` while a notice can still free a day of it.

    That is so as long as a year that it reaches has no notice in the calendar, and while a notice that arranges one of
    its days waits for its release. The bounds of a provisional day decide nothing here: a holiday given once can lie
    beyond them. A holiday declared after a day has passed does not free it, so otherwise the due day is final.
    """
    reckoning = reckoned_now(term)
    days = sorted((term.started_on, reckoning.due_on))
    if reckoning.is_provisional or Day.objects.filter(notice__in=Notice.objects.prepared(), date__range=days).exists():
        return date.max
    return max(term.due_on, reckoning.due_on)


def reckoned_now(term: Term) -> Reckoning:
    """Return the term by the versions in force now: one just released counts, also while its recomputation waits."""
    limit = limit_for(term.limit.code, term.limit.valid_from, clock.today())
    return reckon(term.events, limit.length(term.working_days), calendar())


def _run(term: Term, limit: str, on: date, announced_on: date | None = None) -> None:
    """Write the term's versions and its due day, which pages and letters announce from now on.

    Raises what `start` raises.
    """
    hold_version()
    version = newest()
    code, term.started_on = applied(limit, on)
    term.limit = limit_for(code, term.started_on, clock.today())
    term.announced_on = announced_on  # read by `reckon`: the due day is not earlier
    reckoning = reckon(term.events, term.length, version)
    term.due_on, term.is_provisional = reckoning.due_on, reckoning.is_provisional
    # From now on the new due day is the announced one.
    term.announced_on = term.due_on if term.limit.keeps_announced else None
    term.counted_by_id = version.version
    term.save()
