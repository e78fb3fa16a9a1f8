from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import VERBS
from filing_portal.offices.models import Office
from filing_portal.punctuation import listed
from filing_portal.workdays import clock
from filings.catalogue import BY_NAME, ITEMS, Item, Text
from filings.snapshots import Snapshot, shown
from providers import divisions
from registry.forms import SearchForm, VerifyForm
from registry.highlights import Piece, highlight
from registry.lookup import find
from registry.models import Entry
from registry.pages import Page, page_of
from registry.search import words
from registry.verification import Verdict, verify

PAGE_SIZE = 20
# A text that may be a name or a piece of a number, and is no attempt at a whole one.
NO_ATTEMPT = frozenset({"", "empty", "shape", "length"})
# What the public learns of an entry's history; reasons and persons stay inside.
PUBLIC_VERBS = (
    "issue",
    "import",
    "supplement",
    "correct",
    "pass_inspection",
    "suspend",
    "resume",
    "deregister",
    "revoke",
)


@dataclass(frozen=True)
class Found:
    """An entry among the results, with what the search has hit in it."""

    entry: Entry
    service: list[Piece]
    provider: list[Piece]
    number: list[Piece]
    province: str
    forms: str


@dataclass(frozen=True)
class Fact:
    """A line of the record; an `is_link` value is an address that may be followed."""

    label: Text
    value: str
    is_link: bool = False


@dataclass(frozen=True)
class Happening:
    on: date
    title: Text
    detail: str = ""


def search(request: HttpRequest) -> HttpResponse:
    """Lead a whole number to its record; show what else was typed as results, newest first."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "registry/search.html", {"form": form})
    query = form.cleaned_data["q"]
    verdict = verify(query) if query else None
    if verdict and verdict.entry:
        return redirect(verdict.entry)
    page = results(form)
    context = {
        "form": form,
        "query": query,
        "explained": panel(verdict) if verdict and is_attempt(verdict, page) else None,
        "found": [shown_result(entry, query) for entry in page.rows],
        "is_whole": not (page.newer or page.older),
        "page": {"previous_url": turned(request, before=page.newer), "next_url": turned(request, after=page.older)},
        "is_filtered": bool(form.cleaned_data["status"] or form.cleaned_data["province"]),
    }
    return render(request, "registry/search.html", context)


def is_attempt(verdict: Verdict, page: Page) -> bool:
    """Tell whether the text is meant as a whole number: a piece of one that finds nothing is as well."""
    return verdict.code not in NO_ATTEMPT or (verdict.code == "length" and not page.rows)


def results(form: SearchForm) -> Page:
    """Return the page of the register the form asks for. Raises Http404 for a cursor that is no entry's."""
    wanted = form.cleaned_data
    chosen = {name: wanted[name] for name in ("status", "province") if wanted[name]}
    entries = find(wanted["q"]).filter(**chosen).with_facts()
    try:
        return page_of(entries, PAGE_SIZE, after=wanted["after"], before=wanted["before"])
    except Entry.DoesNotExist as error:
        raise Http404 from error


def shown_result(entry: Entry, query: str) -> Found:
    sought = words(query) if query else []
    return Found(
        entry,
        highlight(entry.service_name, sought),
        highlight(entry.provider_name, sought),
        highlight(entry.full_number, sought),
        divisions.province_name(entry.province, get_language()),
        shown(BY_NAME["forms"], entry.facts.get("forms")),
    )


def turned(request: HttpRequest, **cursor: str) -> str:
    """Return the address of this search at another page; empty when there is none."""
    if not any(cursor.values()):
        return ""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query.update(cursor)
    return f"?{query.urlencode()}"


def record(request: HttpRequest, text: str) -> HttpResponse:
    """Show the public record of a number; every other spelling of it leads to its one address."""
    verdict = verify(text)
    if verdict.number and text != verdict.number.body:
        return HttpResponsePermanentRedirect(reverse("registry:record", args=[verdict.number.body]))
    if verdict.entry is None:
        context = {"form": SearchForm(), "query": text[:100], **panel(verdict)}
        return render(request, "registry/record_missing.html", context, status=404)
    entry = verdict.entry
    context = {
        "entry": entry,
        "facts": facts_of(entry, entry.versions.latest("number").snapshot),
        "office": Office.objects.get(code=entry.province),
        "history": history_of(entry),
        **panel(verdict),
    }
    return render(request, "registry/record.html", context)


def facts_of(entry: Entry, snapshot: Snapshot) -> list[Fact]:
    """Return the public facts in the catalogue's order. What a published list left out is left out here too."""
    is_imported = entry.source == Entry.Source.IMPORTED
    facts = [fact_of(item, snapshot.get(item.name)) for item in ITEMS if item.public]
    asked = {item.label for item in ITEMS if item.public and not item.optional and not is_imported}
    always = asked | {BY_NAME["name"].label, BY_NAME["service_name"].label}
    return [fact for fact in facts if fact.value or fact.label in always]


def fact_of(item: Item, value: Any) -> Fact:
    """Return the item as the public reads it: of the server's place the city, no more."""
    if item.name == "server_county" and value:
        return Fact(item.label, divisions.city_name(value, get_language()))
    text = shown(item, value)
    return Fact(item.label, text, is_link=item.kind == "url" and text.startswith(("http://", "https://")))


def history_of(entry: Entry) -> list[Happening]:
    """Return the public events of the entry, newest first."""
    events = Event.objects.about(entry).filter(verb__in=PUBLIC_VERBS).values_list("at", "verb", "after")
    return [
        Happening(
            clock.shanghai_day(at),
            VERBS["registry.entry", verb],
            corrected_labels(after) if verb == "correct" else "",
        )
        for at, verb, after in reversed(events)
    ]


def corrected_labels(after: dict) -> str:
    return listed([str(BY_NAME[name].label) for name in after.get("fields", []) if BY_NAME[name].public])


def verification(request: HttpRequest) -> HttpResponse:
    """Say what the register knows about a number, with the time of the check."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        verdict = verify(form.cleaned_data["number"])
        context |= panel(verdict) | {"entry": verdict.entry}
    return render(request, "registry/verify.html", context)


def api_docs(request: HttpRequest) -> HttpResponse:
    """Explain the API to people; /api/v1/openapi.json explains it to programs."""
    example = Entry.objects.first()
    return render(request, "registry/api_docs.html", {"base_url": settings.BASE_URL, "example": example})


def panel(verdict: Verdict) -> dict[str, Any]:
    """Return what the verification panel shows."""
    return {
        "result": verdict.result.value,
        "reason": verdict.reason,
        "number": verdict.printed,
        "checked_at": clock.now(),
    }
