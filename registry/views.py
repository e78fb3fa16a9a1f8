"""Public pages of the register: search, record, verification and the API explained."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from filing_portal.base import clock
from filing_portal.base.lines import Fact, Words
from filing_portal.base.paging import Page
from filing_portal.base.pairs import words
from filing_portal.base.punctuation import listed
from filing_portal.ledger.models import Event
from filing_portal.offices.models import Office
from filings.catalogue import BY_NAME, ITEMS, Item
from filings.snapshots import Snapshot, shown
from providers import divisions
from registry.forms import SearchForm, VerifyForm
from registry.highlights import Piece, highlight
from registry.lookup import NEWEST_FIRST, find
from registry.models import Entry, EntryQuerySet
from registry.verification import Verdict, verify

PAGE_SIZE = 20
NAMES = ("name", "service_name")
# A text that may be a name or a piece of a number, and is no attempt at a whole one.
NO_ATTEMPT = frozenset({"", "empty", "shape", "length", "cut_off"})

PIECES = frozenset({"length", "cut_off"})


@dataclass(frozen=True)
class Found:
    """An entry among the results, with what the search has hit in it."""

    entry: Entry
    service: list[Piece]
    provider: list[Piece]
    number: list[Piece]
    province: str
    forms: str

    @property
    def title(self) -> list[Piece]:
        """The service's name, or the number where a published list left the name out."""
        return self.service or self.number

    @property
    def filed(self) -> str:
        """The day of filing in words, or the year where a published list left the day out."""
        if self.entry.issued_on is None:
            return gettext("Filed in %(year)s") % {"year": self.entry.year}
        return gettext("Filed %(day)s") % {"day": date_format(self.entry.issued_on, "SHORT_DATE_FORMAT")}

    @property
    def published(self) -> str:
        """The day of publication in words, by which the results stand in order, where it is not the day of filing."""
        published_on = clock.shanghai_day(self.entry.published_at)
        if published_on == self.entry.issued_on:
            return ""
        return gettext("Published %(day)s") % {"day": date_format(published_on, "SHORT_DATE_FORMAT")}


@dataclass(frozen=True)
class Happening:
    """A public event of an entry: its day, what was done, and what was corrected by it."""

    on: date
    title: Words
    detail: str = ""


def search(request: HttpRequest) -> HttpResponse:
    """Redirect a whole number to its record; show the results of anything else, newest first."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "registry/search.html", {"form": form})
    query = form.cleaned_data["q"]
    verdict = verify(query) if query else None
    if verdict and verdict.entry:
        return redirect(verdict.entry)
    page = Page(results(form), NEWEST_FIRST, request.GET, PAGE_SIZE)
    context = {
        "form": form,
        "query": query,
        "heading": heading(query, form.narrowed, page),
        "is_explained": verdict is not None and is_attempt(verdict, page),
        **(panel(verdict) if verdict else {}),
        "found": [shown_result(entry, query) for entry in page.rows],
        "page": page,
        "is_filtered": bool(form.cleaned_data["status"] or form.cleaned_data["province"]),
    }
    return render(request, "registry/search.html", context)


def heading(query: str, narrowed: str, page: Page) -> str:
    """Return the heading above the results: what they have in common, and their number where this page holds all."""
    count = len(page.rows)
    if not count:
        return gettext("No filing found")
    if not query and narrowed:
        return gettext("%(filters)s, newest first") % {"filters": narrowed}
    if not query:
        return gettext("All filings, newest first")
    found = with_words(query, page)
    return gettext("%(list)s: %(part)s") % {"list": found, "part": narrowed} if narrowed else found


def with_words(query: str, page: Page) -> str:
    """Return the heading above what was found with the words of the query."""
    count = len(page.rows)
    if page.previous or page.next:
        return gettext("Filings with “%(query)s”, newest first") % {"query": query}
    counted = ngettext("%(n)s filing with “%(query)s”", "%(n)s filings with “%(query)s”", count)
    return counted % {"n": count, "query": query}


def is_attempt(verdict: Verdict, page: Page) -> bool:
    """Tell whether the text is meant as a whole number; so is a piece of one that finds nothing."""
    return verdict.code not in NO_ATTEMPT or (verdict.code in PIECES and not page.rows)


def results(form: SearchForm) -> EntryQuerySet:
    """Return the entries the form asks for, with their published facts."""
    wanted = form.cleaned_data
    chosen = {name: wanted[name] for name in ("status", "province") if wanted[name]}
    return find(wanted["q"]).filter(**chosen).with_facts()


def shown_result(entry: Entry, query: str) -> Found:
    """Return the entry, fetched `with_facts`, with the words of the query marked."""
    sought = words(query) if query else []
    return Found(
        entry,
        highlight(entry.service_name, sought),
        highlight(entry.provider_name, sought),
        highlight(entry.full_number, sought),
        divisions.province_name(entry.province, get_language()),
        shown(BY_NAME["forms"], (entry.facts or {}).get("forms")),
    )


def record(request: HttpRequest, text: str) -> HttpResponse:
    """Show the public record of a number; redirect every other spelling of it to its one address."""
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
        "history": public_history(entry),
        **panel(verdict),
    }
    return render(request, "registry/record.html", context)


def facts_of(entry: Entry, snapshot: Snapshot) -> list[Fact]:
    """Return the public facts in the catalogue's order, without those a published list left out."""
    is_imported = entry.source == Entry.Source.IMPORTED
    lines = [(item, fact_of(item, snapshot.get(item.name))) for item in ITEMS if item.public]
    return [fact for item, fact in lines if fact.value or is_always_shown(item, is_imported=is_imported)]


def is_always_shown(item: Item, *, is_imported: bool) -> bool:
    """Tell whether the record has a line for the item even where its value is unknown."""
    return item.name in NAMES or not (item.optional or is_imported)


def fact_of(item: Item, value: Any) -> Fact:
    """Return the item as the public reads it; of the server's location only the city is public."""
    if item.name == "server_county" and value:
        return Fact(item.label, divisions.city_name(value, get_language()))
    text = shown(item, value)
    return Fact(item.label, text, is_link=item.kind == "url" and text.startswith(("http://", "https://")))


def public_history(entry: Entry) -> list[Happening]:
    """Return the public events of the entry, newest first, without reasons and persons."""
    public = [verb for verb, move in entry.MOVES.items() if move.is_public]
    events = Event.objects.about(entry).filter(verb__in=public).values_list("at", "verb", "after")
    return [
        Happening(
            clock.shanghai_day(at),
            str(entry.MOVES[verb].said),
            corrected_labels(after) if verb == "correct" else "",
        )
        for at, verb, after in reversed(events)
    ]


def corrected_labels(after: dict[str, Any]) -> str:
    """Return the labels of the public facts that a correction changed; `after` is its event's."""
    return listed([str(BY_NAME[name].label) for name in after.get("fields", []) if BY_NAME[name].public])


def verification(request: HttpRequest) -> HttpResponse:
    """Show what the register says about a number, with the time of the check."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        verdict = verify(form.cleaned_data["number"])
        context |= panel(verdict) | {"entry": verdict.entry}
    return render(request, "registry/verify.html", context)


def api_docs(request: HttpRequest) -> HttpResponse:
    """Explain the API to people; /api/v1/openapi.json describes it for programs."""
    example = Entry.objects.first()
    return render(request, "registry/api_docs.html", {"base_url": settings.BASE_URL, "example": example})


def panel(verdict: Verdict) -> dict[str, Any]:
    """Return what the verification panel shows."""
    return {"verdict": verdict, "checked_at": clock.now()}
