import uuid as uuids

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.base import clock
from filing_portal.base.lines import Crumb
from filing_portal.base.paging import Keyset, Page
from filing_portal.letters.models import Letter

PAGE_SIZE = 50


def listing(request: HttpRequest) -> HttpResponse:
    page = Page(Letter.objects.addressed_to(request.user), Keyset(), request.GET, PAGE_SIZE)
    return render(request, "letters/list.html", {"page": page, "letters": page.rows})


def detail(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show a letter to its reader; it counts as read from then on."""
    letter = get_object_or_404(Letter.objects.addressed_to(request.user), uuid=uuid)
    if letter.read_at is None:
        Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=clock.now())
    trail = [Crumb(_("Messages"), reverse("letters:list"))]
    return render(request, "letters/detail.html", {"letter": letter, "trail": trail})


def outbox(request: HttpRequest) -> HttpResponse:
    """Show every letter, the codes of the sign-in too: only where no mail server is set and nobody else looks on."""
    if not settings.SHOWS_OUTBOX:
        raise Http404
    page = Page(Letter.objects.all(), Keyset(), request.GET, PAGE_SIZE)
    return render(request, "letters/outbox.html", {"page": page, "letters": page.rows})
