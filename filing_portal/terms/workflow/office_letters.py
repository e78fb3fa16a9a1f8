"""Write to officers about the terms of their office: one letter for many rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from filing_portal.accounts.models import User
from filing_portal.letters.workflow import post
from filing_portal.offices.models import Officer
from filing_portal.schedule.slots import take_slot
from filing_portal.terms.days_left import DaysLeft
from filing_portal.terms.models import Recomputation, TermHolderQuerySet
from filing_portal.terms.workflow.reminding import open_reminders
from filing_portal.terms.workflow.shifts import runs_to_notify

MOST_NAMED = 50


@dataclass(frozen=True)
class OfficeLetter:
    """Letters to the officers who hold `permission`, each about the rows of their own office.

    `name` is that of the slots: each letter is sent once a day, or once for a recomputation.
    """

    name: str
    permission: str

    @property
    def moved(self) -> str:
        """Return the name of the slots of its letters about moved days."""
        return f"moved-{self.name}"


@dataclass(frozen=True)
class EndingLine:
    """A line of a letter about terms that end soon."""

    number: str
    service: str
    due_on: date
    left: DaysLeft


@dataclass(frozen=True)
class MovedLine:
    """A line of a letter about moved due days."""

    number: str
    service: str
    before: date
    after: date


@transaction.atomic
def remind_offices(letter: OfficeLetter, kind: str, rows: TermHolderQuerySet[Any], query: str = "") -> None:
    """Send every officer today's letter with those of `rows` that end soon, each once for a stage.

    `query` narrows the list that the letter leads to. All letters of the round stand or fall together: were it cut
    short, the next one would name a row once more.
    """
    reminders = open_reminders(f"reminders-{letter.name}")
    if reminders is None:
        return
    found: dict[str, list[EndingLine]] = defaultdict(list)
    for row in rows.filter(due_on__in=reminders.due_days).by_time_left():
        line = EndingLine(row.duty.number, row.duty.service, row.due_on, reminders.left(row.due_on))
        found[row.province].append(line)
    _write(letter, kind, found, reminders.today.isoformat(), _list_of(rows) + query)
    reminders.finish()


def notify_offices_of_moves(letter: OfficeLetter, kind: str, rows: TermHolderQuerySet[Any]) -> None:
    """Send every officer the new due days of `rows`, one letter for each finished recomputation."""
    for recomputation_id in runs_to_notify(letter.moved):
        notify_offices_of_run(letter, kind, rows, recomputation_id)


@transaction.atomic
def notify_offices_of_run(
    letter: OfficeLetter, kind: str, rows: TermHolderQuerySet[Any], recomputation_id: int
) -> None:
    """Send every officer the days that one recomputation moved; where none has moved, nobody has a letter.

    Idempotent: a second call for the same recomputation does nothing.
    """
    run = take_slot(letter.moved, str(recomputation_id))
    if run is None:
        return
    recomputation = Recomputation.objects.select_related("notice", "limit").get(pk=recomputation_id)
    days = {"before": F("term__shifts__before_on"), "after": F("term__shifts__after_on")}
    found: dict[str, list[MovedLine]] = defaultdict(list)
    for row in rows.filter(term__shifts__recomputation=recomputation).annotate(**days).by_time_left():
        found[row.province].append(MovedLine(row.duty.number, row.duty.service, row.before, row.after))
    _write(letter, kind, found, str(recomputation_id), _list_of(rows), recomputation=recomputation)
    run.finish()


def _write(letter: OfficeLetter, kind: str, found: Mapping[str, list[Any]], key: str, url: str, **context: Any) -> None:
    """Post to each officer the lines of their office, the first MOST_NAMED by name, once for one `key`."""
    for office, officers in _officers_of(letter.permission, found):
        lines = found[office]
        named = {"lines": lines[:MOST_NAMED], "more": len(lines[MOST_NAMED:]), "n": len(lines)}
        post(kind, to=officers, key=key, url=url, **named, **context)


def _officers_of(permission: str, offices: Iterable[str]) -> Iterator[tuple[str, list[User]]]:
    """Return, by office, who holds the permission in one of these."""
    found: dict[str, list[User]] = defaultdict(list)
    officers = Officer.objects.holding(permission).filter(office__code__in=list(offices)).order_by("pk")
    for officer in officers.select_related("office", "user"):
        found[officer.office.code].append(officer.user)
    return iter(found.items())


def _list_of(rows: TermHolderQuerySet[Any]) -> str:
    """Return the address of the console's list of these rows."""
    return reverse(f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}_changelist")
