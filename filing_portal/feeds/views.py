"""A person's deadlines as a calendar to subscribe to: the page of its address, and the calendar behind the address."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from filing_portal.base import clock
from filing_portal.base.lines import Crumb
from filing_portal.base.rules import SignedRequest
from filing_portal.feeds.appointments import appointments, host
from filing_portal.feeds.ics import write
from filing_portal.feeds.models import Feed
from filing_portal.feeds.workflow import feed_of, open_feed, revoke_feed, subscriber

UNKEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


@never_cache
def calendar_feed(request: SignedRequest) -> HttpResponse:
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
