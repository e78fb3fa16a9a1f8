"""The public API, put together from the router of every app that has one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as BadParameters

from filing_portal.base import parts
from filing_portal.base.api import problem
from filing_portal.base.rules import Rule, with_rules

DESCRIPTION = """
The public register of blockchain information service filings, read only and without a key.

Names and sentences are in Simplified Chinese, or in English for `Accept-Language: en`; official names of places,
providers and services stay Chinese. A name stands beside its code (`province` and `province_code`). Errors are
problem details (RFC 9457). A filing records facts about a service; it endorses nothing.

Beside the register: deadlines in working days, counted as the authority counts them.
"""

# Programs read without signing in.
RULE = Rule("public", ("GET", "HEAD"))

api = NinjaAPI(
    title="Filing register", version="1", description=DESCRIPTION.strip(), urls_namespace="api", docs_url=None
)


def in_readers_language(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer in the language the request asks for: the address of the API carries none."""

    @wraps(run)
    def translated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = run(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", language)
        return response

    return translated


api.add_decorator(in_readers_language, mode="view")
for part in parts.modules("api"):
    if hasattr(part, "router"):  # two rooms have a module of this name that puts nothing at an address
        api.add_router("", part.router)


@api.exception_handler(HttpError)
def tell_problem(request: HttpRequest, error: HttpError) -> JsonResponse:
    """Return the error of a view as problem details."""
    return problem(error.status_code, error.message)


@api.exception_handler(BadParameters)
def tell_bad_parameters(request: HttpRequest, error: BadParameters) -> JsonResponse:
    """Name the wrong parameters, each with pydantic's own English message."""
    errors = [{"parameter": fault["loc"][-1], "message": fault["msg"]} for fault in error.errors]
    names = ", ".join(str(fault["parameter"]) for fault in errors)
    return problem(422, _("Correct these parameters and try again: %(names)s.") % {"names": names}, errors=errors)


def urls() -> tuple[list[URLPattern | URLResolver], str, str]:
    """Return the addresses of the API with its rule, fit for `path`."""
    patterns, app_name, namespace = api.urls
    names = {pattern.name: RULE for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name}
    return with_rules(patterns, names), app_name, namespace
