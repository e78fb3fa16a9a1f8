"""A person's deadlines as a calendar to subscribe to: the page of its address, and the calendar behind the address."""

from operator import attrgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.lines import Crumb
from filing_portal.base.templatetags.portal import long_day
from filing_portal.feeds.ics import Appointment, write
from filing_portal.feeds.models import Feed
from filing_portal.feeds.workflow import feed_of, open_feed, revoke_feed, subscriber
from filing_portal.terms.limits import title
from filing_portal.terms.models import Term
from filing_portal.terms.picture import basis
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.engine import reckon
from filings.models import Filing
from filings.states import OPEN, Status
from inspections.models import Inspection
from inspections.states import PENDING
from inspections.states import Status as InspectionStatus

MOST = 1000
UNKEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


@never_cache
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Show whether an address leads to the person's deadlines; a new one is shown once, right after it was made."""
    address = ""
    if "revoke" in request.POST:
        revoke_feed(by=request.user)
        messages.success(request, _("The address leads to nothing any more."))
        return redirect("calendar_feed")
    if "open" in request.POST:
        address = settings.BASE_URL + reverse("calendar_ics", args=[open_feed(by=request.user)])
    trail = [Crumb(_("Review console"), reverse("admin:index"))] if request.user.post else []
    return render(request, "calendar_feed.html", {"feed": feed_of(request.user), "address": address, "trail": trail})


def calendar_ics(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program, which cannot sign in: the address itself is what it knows."""
    try:
        user = subscriber(secret)
    except Feed.DoesNotExist:
        sentence = _("There is no calendar at this address. Make a new one in the portal, under your name.")
        return HttpResponse(sentence, status=404, content_type="text/plain; charset=utf-8", headers=UNKEPT)
    with override(user.language):
        uid = f"deadlines-{user.pk}@{host()}"
        content = write(_("Filing deadlines"), appointments(user), uid=uid, made_at=clock.now())
    headers = {"Content-Disposition": 'inline; filename="deadlines.ics"', "Content-Language": user.language}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=UNKEPT | headers)


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname


def appointments(user: User) -> list[Appointment]:
    """Return the open terms that concern the person, least time left first."""
    found = of_an_officer(user) if user.post else of_a_provider(user)
    return sorted(found, key=attrgetter("day"))[:MOST]


def of_a_provider(user: User) -> list[Appointment]:
    found = []
    for filing in first(Filing.objects.owned_by(user).filter(status__in=OPEN, term__isnull=False), "term__limit"):
        found.append(appointment(filing, filing_summary(filing), filing.get_absolute_url()))
    for inspection in first(Inspection.objects.owned_by(user).unanswered(), "term__limit", "entry"):
        summary = _("Last day to answer the inspection of “%(service)s”") % named(inspection)
        found.append(appointment(inspection, summary, inspection.get_absolute_url()))
    return found


def of_an_officer(user: User) -> list[Appointment]:
    """Return the cases and inspections of the officer's office, as far as their role may see them."""
    office, found = user.post.office, []
    if user.has_perm("filings.view_filing"):
        for row in first(Filing.objects.within(office).awaiting_review(), "term__limit"):
            summary = _("Last day to decide on %(case)s, “%(service)s”")
            url = reverse("admin:filings_filing_change", args=[row.pk])
            found.append(appointment(row, summary % named(row), url))
    if user.has_perm("inspections.view_inspection"):
        for row in first(Inspection.objects.within(office).filter(status__in=PENDING), "term__limit", "entry"):
            url = reverse("admin:inspections_inspection_change", args=[row.pk])
            found.append(appointment(row, inspection_summary(row), url))
    return found


def first(rows, *related: str):
    """Return those of the rows that have least time left, with what an appointment tells of them."""
    return rows.select_related(*related).order_by("due_on", "pk")[:MOST]


def filing_summary(filing: Filing) -> str:
    """Say to the provider what the day is for."""
    sentences = {
        Status.DRAFT: _("Last day to file “%(service)s”"),
        Status.RETURNED: _("Last day to correct “%(service)s”"),
        Status.SUBMITTED: _("Last day for the authority to decide on “%(service)s”"),
    }
    return sentences[Status(filing.status)] % named(filing)


def inspection_summary(inspection: Inspection) -> str:
    """Say to the officer what the day is for."""
    if inspection.status == InspectionStatus.ANSWERED:
        return _("The inspection of “%(service)s” is answered: judge it") % named(inspection)
    return _("Last day for the provider to answer the inspection of “%(service)s”") % named(inspection)


def named(row: Filing | Inspection) -> dict[str, str]:
    """Return what the row is called; persons, and providers that may be persons, are not named."""
    if isinstance(row, Inspection):
        return {"service": row.entry.service_name}
    return {"service": row.service_name or _("New filing"), "case": row.reference or ""}


def appointment(row: Filing | Inspection, summary: str, url: str) -> Appointment:
    term = row.term
    return Appointment(
        uid=f"term-{term.pk}@{host()}",
        day=term.due_on,
        summary=summary,
        description="\n".join(explained(term)),
        url=settings.BASE_URL + url,
        is_provisional=term.is_provisional,
    )


def explained(term: Term) -> list[str]:
    """Return in sentences how the day came about, when it ends, and whether it can still move."""
    start = date_format(term.started_on)
    facts = {"limit": title(term.limit.code), "n": term.length.working_days, "start": start}
    day = long_day(term.due_on)
    lines = [counted(term) % facts, _("Ends on %(day)s, 24:00 Beijing time.") % {"day": day}, basis(term.limit)]
    return lines + (open_ends(term) if term.is_provisional else [])


def counted(term: Term) -> str:
    n = term.length.working_days
    if term.length.is_backward:
        return ngettext(
            "%(limit)s: %(n)s working day before %(start)s.", "%(limit)s: %(n)s working days before %(start)s.", n
        )
    return ngettext(
        "%(limit)s: %(n)s working day after %(start)s.", "%(limit)s: %(n)s working days after %(start)s.", n
    )


def open_ends(term: Term) -> list[str]:
    """Return in sentences that the holidays are not known yet, and how far the day can still move."""
    span = reckon(term.events, term.length, calendar()).span
    told = [_("This day is provisional: the holidays of that time are not published yet.")]
    if span.earliest != span.latest:
        between = {"earliest": long_day(span.earliest), "latest": long_day(span.latest)}
        told.append(_("It can still move: at the earliest to %(earliest)s, at the latest to %(latest)s.") % between)
    return told
