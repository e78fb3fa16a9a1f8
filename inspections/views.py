import uuid as uuids
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.base import clock
from filing_portal.base.lines import Crumb, Fact
from filing_portal.base.paging import Keyset, Page
from filing_portal.terms.picture import picture_of
from filings.catalogue import BY_NAME, ENTITY
from filings.snapshots import Snapshot, read, shown
from inspections.filed import filed, people_of
from inspections.forms import AnswerForm
from inspections.models import Inspection
from inspections.states import UNANSWERED

PAGE_SIZE = 50


def listing(request: HttpRequest) -> HttpResponse:
    rows = Inspection.objects.owned_by(request.user).select_related("entry")
    page = Page(rows, Keyset(), request.GET, PAGE_SIZE)
    return render(request, "inspections/list.html", {"page": page, "inspections": page.rows})


def answer(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Ask whether what is filed is still right; once answered, show what was said and what came of it."""
    rows = Inspection.objects.owned_by(request.user).select_related("entry", "term__limit")
    inspection = get_object_or_404(rows, uuid=uuid)
    if inspection.status not in UNANSWERED:
        # A second click finds what the first one has said.
        return redirect(inspection) if request.method == "POST" else answered(request, inspection)
    facts = filed(inspection.entry)
    people = people_of(facts)
    form = AnswerForm(facts, person_of(facts, people), request.POST or None)
    if form.is_valid():
        form.save(inspection, by=request.user)
        messages.success(request, _("Your answer has been sent. The office reads it and tells you the result."))
        return redirect(inspection)
    context = {
        "inspection": inspection,
        "form": form,
        "sections": [section for section in read(facts, people=people) if section.code != ENTITY],
        "deadline": picture_of(inspection, clock.today()),
        "trail": trail(),
    }
    return render(request, "inspections/answer.html", context)


def answered(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    people = people_of(inspection.corrections)
    context = {
        "inspection": inspection,
        "corrections": [line(name, value, people) for name, value in inspection.corrections.items()],
        "trail": trail(),
    }
    return render(request, "inspections/answered.html", context)


def line(name: str, value: Any, people: dict) -> Fact:
    return Fact(BY_NAME[name].label, shown(BY_NAME[name], value, people))


def person_of(facts: Snapshot, people: dict) -> dict[str, str]:
    """Return the responsible person in clear, for the provider's own form; an erased one is empty."""
    sealed = people.get((facts.get("person") or {}).get("sealed"))
    return sealed.unseal() if sealed else {}


def trail() -> list[Crumb]:
    return [Crumb(_("Inspections"), reverse("inspections:list"))]
