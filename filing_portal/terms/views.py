"""The page of the public calculator."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filing_portal.base import clock
from filing_portal.terms import provisional
from filing_portal.terms.calculator import DeadlineForm, ListedLimit, limits_on
from filing_portal.terms.deadline import Deadline
from filing_portal.terms.picture import basis, pictured
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.calendar import Calendar


def deadline(request: HttpRequest) -> HttpResponse:
    """Work out anybody's term in working days; a limit of the Provisions fills the form in."""
    today, counted_by = clock.today(), calendar()
    form, limits = DeadlineForm(request.GET, counted_by), limits_on(today)
    form.is_valid()
    context = {
        "form": form,
        "limits": [(limit, limit.is_meant(form)) for limit in limits],
        "deadline": worked_out(form, limits, today),
        "ahead": ahead(counted_by, today, form.days) if form.is_backward and form.days else None,
    }
    return render(request, "terms/deadline.html", context)


def worked_out(form: DeadlineForm, limits: list[ListedLimit], today: date) -> Deadline | None:
    """Return the picture of the term that the reader entered, with the limit chosen for it."""
    if form.reckoning is None:
        return None
    limit = next((each.limit for each in limits if each.is_meant(form)), None)
    rests_on = basis(limit) if limit else ""
    return pictured(form.reckoning, today, title=str(limit or ""), basis=rests_on, is_running=False)


def ahead(counted_by: Calendar, today: date, n: int) -> dict[str, Any]:
    """Return the earliest day that can be planned when the deregistration is filed today (art. 11(3))."""
    earliest = counted_by.earliest_end(today, n)
    note = provisional.of_that_time() if counted_by.is_provisional(earliest) else ""
    return {"today": today, "n": n, "on": earliest, "note": note}
