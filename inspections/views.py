"""Pages of a provider's inspections: the list, the answer, and what was answered."""

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.base import clock
from filing_portal.base.lines import Crumb, Fact
from filing_portal.base.paging import Keyset, Page
from filing_portal.base.rules import SignedRequest
from filing_portal.terms.picture import picture_of
from filings.catalogue import BY_NAME, ENTITY
from filings.snapshots import People, Snapshot, read, shown
from inspections.filed import filed, people_of
from inspections.forms import AnswerForm
from inspections.models import Inspection

PAGE_SIZE = 50


def listing(request: SignedRequest) -> HttpResponse:
    """List the provider's inspections, newest first."""
    rows = Inspection.objects.owned_by(request.user).select_related("entry")
    page = Page(rows, Keyset(), request.GET, PAGE_SIZE)
    return render(request, "inspections/list.html", {"page": page, "inspections": page.rows})


def answer(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Ask whether what is filed is still right; once answered, show the answer and its judgement."""
    rows = Inspection.objects.owned_by(request.user).select_related("entry", "term__limit")
    inspection = get_object_or_404(rows, uuid=uuid)
    if not inspection.is_unanswered:
        # The second of two clicks comes after the answer: it leads to the same page as the first.
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


def answered(request: SignedRequest, inspection: Inspection) -> HttpResponse:
    """Show what the provider answered, and the judgement."""
    people = people_of(inspection.corrections)
    context = {
        "inspection": inspection,
        "corrections": [line(name, value, people) for name, value in inspection.corrections.items()],
        "trail": trail(),
    }
    return render(request, "inspections/answered.html", context)


def line(name: str, value: Any, people: People) -> Fact:
    """Return a corrected value, by its column's name, as text with its label."""
    return Fact(BY_NAME[name].label, shown(BY_NAME[name], value, people))


def person_of(facts: Snapshot, people: People) -> dict[str, str]:
    """Return the responsible person in clear, for the provider's own form; an erased one is empty."""
    sealed = people.get((facts.get("person") or {}).get("sealed", ""))
    return sealed.unseal() if sealed else {}


def trail() -> list[Crumb]:
    """Return the way to the page of an inspection."""
    return [Crumb(_("Inspections"), reverse("inspections:list"))]
