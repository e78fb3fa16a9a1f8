"""What reviewers are told about the cases of their office without asking: one letter for many cases."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse

from filing_portal.accounts.models import User
from filing_portal.letters.workflow import post
from filing_portal.offices.models import Officer
from filing_portal.schedule.slots import take_slot
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Recomputation
from filings.models import Filing
from filings.states import REVIEW, Status

MOVED = "moved-cases"
AT_THE_OFFICE = (Status.SUBMITTED, Status.RETURNED)
MOST_NAMED = 50


@transaction.atomic
def remind(name: str) -> None:
    """Every reviewer has today's letter with the cases of their office that end soon, each case once for a stage.

    All letters of the round stand or fall together: were it cut short, the next one would name a case once more.
    """
    reminders = terms.open_reminders(name)
    if reminders is None:
        return
    ending = Filing.objects.awaiting_review().filter(due_on__in=list(reminders.stages))
    cases = defaultdict(list)
    for case in ending.only("province", "reference", "service_name", "due_on"):
        cases[case.province].append((case, reminders.left(case.due_on)))
    for office, reviewers in reviewers_of(cases).items():
        named = {"cases": cases[office][:MOST_NAMED], "more": len(cases[office][MOST_NAMED:])}
        write("cases_due", reviewers, reminders.today.isoformat(), "?show=due", n=len(cases[office]), **named)
    reminders.finish()


@transaction.atomic
def tell_moved(recomputation_id: int) -> None:
    """Every reviewer knows which open cases of their office have new due days; where none has, nobody is told."""
    run = take_slot(MOVED, str(recomputation_id))
    if run is None:
        return
    recomputation = Recomputation.objects.select_related("calendar", "limit").get(pk=recomputation_id)
    cases = defaultdict(list)
    for case in moved_by(recomputation):
        cases[case["province"]].append(case)
    for office, reviewers in reviewers_of(cases).items():
        named: dict[str, Any] = {"cases": cases[office][:MOST_NAMED], "more": len(cases[office][MOST_NAMED:])}
        count = len(cases[office])
        write("cases_moved", reviewers, str(recomputation_id), n=count, recomputation=recomputation, **named)
    run.finish()


def moved_by(recomputation: Recomputation) -> QuerySet:
    """Return the open cases, also those given back for correction, with the due day before and after."""
    cases = Filing.objects.filter(status__in=AT_THE_OFFICE, term__shifts__recomputation=recomputation)
    days = {"before": F("term__shifts__before_on"), "after": F("term__shifts__after_on")}
    return cases.order_by("due_on", "pk").values("province", "reference", "service_name", **days)


def reviewers_of(offices) -> dict[str, list[User]]:
    """Return who decides in each of these offices."""
    found = defaultdict(list)
    officers = Officer.objects.holding(REVIEW).filter(office__code__in=list(offices)).order_by("pk")
    for officer in officers.select_related("office", "user"):
        found[officer.office.code].append(officer.user)
    return found


def write(kind: str, to: list[User], key: str, query: str = "", **context) -> None:
    post(kind, to=to, key=key, url=reverse("admin:filings_filing_changelist") + query, **context)
