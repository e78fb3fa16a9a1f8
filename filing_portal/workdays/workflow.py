from datetime import date
from functools import cache

from django.db import transaction

from filing_portal.workdays.calendar import Arranged, Calendar
from filing_portal.workdays.limits import applied
from filing_portal.workdays.models import Day, Notice, Rule, Term


@cache
def calendar() -> Calendar:
    """Return the calendar of the arranged days, read once for each process; `forget` has it read again."""
    newest = Notice.objects.latest("published_on")
    last_year = Notice.objects.latest("year").year
    days = Day.objects.values_list("date", "kind", "name")
    return Calendar.from_days([Arranged(*day) for day in days], last_year, newest.code)


def forget() -> None:
    """The next question reads the calendar from the database again."""
    calendar.cache_clear()


def start(rule: str, on: date) -> Term:
    """A term of the rule runs, set off by what happened on the day."""
    term = Term()
    _run(term, rule, on)
    return term


@transaction.atomic
def restart(term_id: int, on: date) -> Term:
    """The open term runs as if set off on this day from the beginning; a due day told before no longer holds."""
    term = Term.objects.select_for_update(of=("self",)).select_related("rule").get(pk=term_id, met_on=None)
    term.told_on = None
    _run(term, term.rule.code, on)
    return term


@transaction.atomic
def meet(term_id: int, on: date) -> int:
    """The term is met on the day, unless it was before; returns the working days it was met late, 0 for in time."""
    term = Term.objects.select_for_update().get(pk=term_id)
    if term.met_on is None:
        term.met_on = on
        term.save(update_fields=["met_on"])
    return calendar().late(term.due_on, term.met_on)


def late_by(term_id: int, on: date) -> int:
    """Return the working days by which meeting the term on this day is late, 0 for in time."""
    return calendar().late(Term.objects.values_list("due_on", flat=True).get(pk=term_id), on)


def _run(term: Term, rule: str, on: date) -> None:
    """Write rule, days and calendar version of the term: the one place that sets a due day."""
    code, counted_from = applied(rule, on)
    term.rule = Rule.objects.filter(code=code, valid_from__lte=counted_from).latest("valid_from")
    term.started_on = counted_from
    term.due_on = calendar().add(counted_from, term.rule.working_days)
    term.is_provisional = calendar().is_provisional(term.due_on)
    term.calendar_id = calendar().version
    term.save()
