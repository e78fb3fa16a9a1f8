"""The register for programs: read only, public, in the language of Accept-Language."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError
from ninja.errors import ValidationError as BadParameters

from filing_portal.base.api import problem, readable
from filing_portal.base.paging import BadCursor, Page
from filing_portal.terms.api import router as deadlines
from providers import divisions
from registry.lookup import CURSOR, NEWEST_FIRST, find
from registry.models import Entry
from registry.states import Status
from registry.verification import Result, verify

DESCRIPTION = """
The public register of blockchain information service filings, read only and without a key.

Names and sentences are in Simplified Chinese, or in English for `Accept-Language: en`; official names of places,
providers and services stay Chinese. A name stands beside its code (`province` and `province_code`). Errors are
problem details (RFC 9457). A filing records facts about a service; it endorses nothing.

Beside the register: deadlines in working days, counted as the authority counts them.
"""

api = NinjaAPI(
    title="Filing register", version="1", description=DESCRIPTION.strip(), urls_namespace="api", docs_url=None
)


class EntryOut(Schema):
    number: str = Field(description="Filing number in normal form.", examples=["京网信备1101082276223860002X号"])
    service: str | None = Field(description="Name of the service; null where a published list left it out.")
    provider: str | None = Field(description="Name of the provider; null where a published list left it out.")
    web_address: str | None = Field(description="Web address of the service, as published.")
    province: str = Field(description="Province of registration.", examples=["北京市"])
    province_code: str = Field(description="Its code by GB/T 2260, two digits.", examples=["11"])
    county: str = Field(description="County of registration with everything above it.", examples=["北京市海淀区"])
    county_code: str = Field(description="Its code by GB/T 2260, six digits.", examples=["110108"])
    status: str = Field(description="Status in words.")
    status_code: Status = Field(description="Status for programs.")
    issued_on: date | None = Field(description="Day of issue; null for imported entries, of which the year is known.")
    year: int = Field(description="Year of issue.", examples=[2022])
    source: str = Field(description="Where the entry comes from, in words.")
    source_code: Entry.Source = Field(description="Where it comes from: issued here or imported from a published list.")


class EntriesOut(Schema):
    items: list[EntryOut] = Field(description="The entries, newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null at the end.")


class VerdictOut(Schema):
    result: Result = Field(description="What the register says about the number.")
    number: str | None = Field(description="The number in normal form; null when malformed.")
    reason: str | None = Field(description="Why it is not valid, as a sentence; null when valid.")
    reason_code: str | None = Field(description="The same for programs, such as `check_character` or `revoked`.")


def in_readers_language(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer in the language the request asks for: the address of the API carries none."""

    @wraps(run)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = run(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


api.add_decorator(in_readers_language, mode="view")
api.add_router("", deadlines)


@readable(
    api,
    "/entries/{path:number}",  # also with a slash at its end
    HTTPStatus.NOT_FOUND,
    response=EntryOut,
    url_name="entry",
    operation_id="entry",
    summary="One entry by its filing number",
)
def entry(request: HttpRequest, number: str) -> dict[str, Any]:
    """The number is read forgivingly: with or without 京网信备 and 号, spaces, full-width characters, a small x."""
    verdict = verify(number)
    if verdict.entry is None:
        raise HttpError(404, verdict.reason)
    return shown_entry(verdict.entry)


@readable(
    api,
    "/entries",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    response=EntriesOut,
    url_name="entries",
    operation_id="entries",
    summary="Search the register",
)
def entries(
    request: HttpRequest,
    q: Annotated[
        str, Query(max_length=500, description="Words of a number, service or provider; all without it.")
    ] = "",
    cursor: Annotated[str, Query(pattern=f"^$|{CURSOR}", description="`next` of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="Entries on a page.")] = 20,
) -> dict[str, Any]:
    """Every word must occur; two characters are enough. Newest first."""
    try:
        page = Page(find(q), NEWEST_FIRST, {"after": cursor}, limit)
    except ValidationError as error:
        raise HttpError(422, error.messages[0]) from error
    except BadCursor as error:
        raise HttpError(422, _("This cursor is not one of ours: begin again without it.")) from error
    return {"items": [shown_entry(row) for row in page.rows], "next": page.next or None}


@readable(
    api,
    "/verify",
    response=VerdictOut,
    url_name="verify",
    operation_id="verify",
    summary="Verify a filing number",
)
def verify_number(
    request: HttpRequest,
    number: Annotated[str, Query(description="A number as printed or typed, read forgivingly.")] = "",
) -> dict[str, Any]:
    """Always answers 200; the result says whether the number is genuine and in force."""
    verdict = verify(number)
    return {
        "result": verdict.result,
        "number": verdict.printed or None,
        "reason": verdict.reason or None,
        "reason_code": verdict.code or None,
    }


def shown_entry(row: Entry) -> dict[str, Any]:
    return {
        "number": row.full_number,
        "service": row.service_name or None,
        "provider": row.provider_name or None,
        "web_address": row.web_address or None,
        "province": divisions.province_name(row.province, translation.get_language()),
        "province_code": row.province,
        "county": row.place,
        "county_code": row.county,
        "status": str(row.get_status_display()),
        "status_code": row.status,
        "issued_on": row.issued_on,
        "year": row.year,
        "source": str(row.get_source_display()),
        "source_code": row.source,
    }


@api.exception_handler(HttpError)
def tell_problem(request: HttpRequest, error: HttpError) -> JsonResponse:
    return problem(error.status_code, error.message)


@api.exception_handler(BadParameters)
def tell_bad_parameters(request: HttpRequest, error: BadParameters) -> JsonResponse:
    """Name the parameters; what is wrong with each is pydantic's word, in English."""
    errors = [{"parameter": fault["loc"][-1], "message": fault["msg"]} for fault in error.errors]
    names = ", ".join(str(fault["parameter"]) for fault in errors)
    return problem(422, _("Correct these parameters and try again: %(names)s.") % {"names": names}, errors=errors)
