"""The language of the console, one calendar for a page, and the answer to who comes too late."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from filing_portal.lifecycle import Gone, NotAllowedNow
from filing_portal.terms.workflow import one_calendar

CONSOLE = "/console/"


class ConsoleLanguageMiddleware:
    """Set the language of the console, which has none in its address: the officer's, before sign-in the visitor's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(CONSOLE):
            language = request.user.language if request.user.is_authenticated else self.chosen(request)
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)

    @staticmethod
    def chosen(request: HttpRequest) -> str:
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return cookie if cookie in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class OneCalendarMiddleware:
    """Read the calendar once for a page, even when another version is released while it is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_calendar():
            return self.get_response(request)


class NotAllowedNowMiddleware:
    """Turn NotAllowedNow into a redirect to the row's page, with the reason. The console answers for itself.

    A row that went away between page and verb is answered like one that never was: 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            raise Http404 from exception
        if not isinstance(exception, NotAllowedNow) or request.path.startswith(CONSOLE):
            return None
        messages.warning(request, str(exception))
        page = exception.row if hasattr(exception.row, "get_absolute_url") else "dashboard"
        return redirect(page)
