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
    """Show whether an address leads to the person's deadlines; a new one is shown once, right after it was made.

    It ends the one before, so the person is asked first.
    """
    address, feed, is_asked = "", feed_of(request.user), False
    if "revoke" in request.POST:
        revoke_feed(by=request.user)
        sentence = _("The address is revoked. Calendar programs that use it get no changes and no new days any more.")
        messages.success(request, sentence)
        return redirect("calendar_feed")
    if "open" in request.POST:
        # What the person agreed to lose is the address that was asked about, not one made in another window since.
        is_asked = feed is not None and request.POST.get("replaces") != str(feed.pk)
        if not is_asked:
            address = settings.BASE_URL + reverse("calendar_ics", args=[open_feed(by=request.user)])
            feed = feed_of(request.user)
    trail = [Crumb(_("Review console"), reverse("admin:index"))] if request.user.post else []
    context = {"feed": feed, "address": address, "is_asked": is_asked, "trail": trail}
    return render(request, "calendar_feed.html", context)


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
