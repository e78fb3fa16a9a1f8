"""Find and take the due days that a recomputation has moved, and what is to be said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from filing_portal.base import clock
from filing_portal.base.locks import for_update
from filing_portal.schedule.slots import finished_slots
from filing_portal.terms.models import Recomputation, Shift


@dataclass(frozen=True)
class Moved:
    """What is to be said of a term: the due day known last, the one that holds now, and the release that moved it."""

    before_on: date
    after_on: date
    recomputation: Recomputation
    key: str


def holders_to_notify(holders: QuerySet[Any], most: int) -> list[int]:
    """Return the ids of those of `holders` whose running term has moved and nobody knows, longest waiting first."""
    # A scalar question for each waiting shift: two look-ups by index, however many holders there are.
    holder = Subquery(holders.filter(term=OuterRef("term")).order_by().values("pk")[:1])
    waiting = Shift.objects.filter(notified_at=None).annotate(holder=holder).exclude(holder=None).order_by("pk")
    return list(dict.fromkeys(waiting.values_list("holder", flat=True)[:most]))


def runs_to_notify(name: str) -> list[int]:
    """Return the finished recomputations of which the offices have no letter under this name yet."""
    known = finished_slots(name)
    finished = Recomputation.objects.exclude(finished_at=None).order_by("pk").values_list("pk", flat=True)
    return [pk for pk in finished if str(pk) not in known]


@transaction.atomic
def take_shifts(term_id: int | None) -> Moved | None:
    """Mark the shifts of the term as notified; return what its holder, which the caller has locked, says of them.

    Return None where there is nothing to tell: the term was met or set off anew since, or is back where it was.
    """
    unnotified = for_update(Shift.objects.filter(term=term_id, notified_at=None)).order_by("pk")
    shifts = list(unnotified.select_related("term", "recomputation__notice", "recomputation__limit"))
    if not shifts:
        return None
    Shift.objects.filter(pk__in=[shift.pk for shift in shifts]).update(notified_at=clock.now())
    run = unbroken(shifts)
    before_on, last = run[0].before_on, run[-1]
    if last.term.met_on or last.term.due_on != last.after_on or before_on == last.after_on:
        return None
    return Moved(before_on, last.after_on, last.recomputation, str(last.pk))


def unbroken(shifts: Sequence[Shift]) -> Sequence[Shift]:
    """Return the last shifts of which each begins where the one before it ended: between others the term began anew."""
    begins = 0
    for place, (former, shift) in enumerate(pairwise(shifts), start=1):
        if former.after_on != shift.before_on:
            begins = place
    return shifts[begins:]


def pass_over_met() -> None:
    """Mark the shifts of terms that were met before anybody knew as notified; idempotent."""
    Shift.objects.filter(notified_at=None, term__met_on__isnull=False).update(notified_at=clock.now())
