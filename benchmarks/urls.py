"""The portal's addresses, and two more that cost what every page costs at least: a bare answer and an empty page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filing_portal.base.rules import page, public
from filing_portal.urls import urlpatterns as portal

BARE, EMPTY = "bare", "empty"


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with the shell of the public pages and nothing in it."""
    return render(request, "base.html")


urlpatterns = [
    page("benchmarks/bare/", bare, public(), name=BARE),
    page("benchmarks/empty/", empty, public(), name=EMPTY),
    *portal,
]
