"""A provider's messages, and the outbox of a portal without a mail server."""

import uuid as uuids

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.base import clock
from filing_portal.base.lines import Crumb
from filing_portal.base.paging import Page
from filing_portal.base.rules import SignedRequest
from filing_portal.letters.models import NEWEST_FIRST, Letter

PAGE_SIZE = 50


def listing(request: SignedRequest) -> HttpResponse:
    """List the reader's letters, newest first."""
    page = Page(Letter.objects.addressed_to(request.user), NEWEST_FIRST, request.GET, PAGE_SIZE)
    return render(request, "letters/list.html", {"page": page, "letters": page.rows})


def detail(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show a letter to its reader and mark it as read."""
    letter = get_object_or_404(Letter.objects.addressed_to(request.user), uuid=uuid)
    if letter.read_at is None:
        Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=clock.now())
    trail = [Crumb(_("Messages"), reverse("letters:list"))]
    return render(request, "letters/detail.html", {"letter": letter, "trail": trail})


def outbox(request: HttpRequest) -> HttpResponse:
    """Show every letter, with the codes of the sign-in. Raises Http404 unless SHOWS_OUTBOX: on one's own machine."""
    if not settings.SHOWS_OUTBOX:
        raise Http404
    page = Page(Letter.objects.all(), NEWEST_FIRST, request.GET, PAGE_SIZE)
    return render(request, "letters/outbox.html", {"page": page, "letters": page.rows})
