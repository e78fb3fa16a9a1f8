"""The public API of the register: read only, in the language of Accept-Language."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from filing_portal.base.api import readable
from filing_portal.base.paging import BadCursor, Page
from providers import divisions
from registry.lookup import CURSOR, NEWEST_FIRST, find
from registry.models import Entry
from registry.states import Status
from registry.verification import Result, verify

router = Router()


# Without docstrings: the public description of the API would show them.
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
    same_provider: list[str] = Field(
        description="For a number that was cut off: the newest numbers of the provider whose block it names."
    )


@readable(
    router,
    "/entries/{path:number}",  # also with a slash at its end
    HTTPStatus.NOT_FOUND,
    response=EntryOut,
    url_name="entry",
    operation_id="entry",
    summary="One entry by its filing number",
    description=(
        "The number is read forgivingly: with or without 京网信备 and 号, spaces, full-width characters, a small x."
    ),
)
def entry(request: HttpRequest, number: str) -> dict[str, Any]:
    """Return the entry of a number as printed or typed. Raises HttpError 404, whose detail says why there is none."""
    verdict = verify(number)
    if verdict.entry is None:
        raise HttpError(404, verdict.reason)
    return shown_entry(verdict.entry)


@readable(
    router,
    "/entries",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    response=EntriesOut,
    url_name="entries",
    operation_id="entries",
    summary="Search the register",
    description="Every word must occur; two characters are enough. Newest first.",
)
def entries(
    request: HttpRequest,
    q: Annotated[
        str, Query(max_length=500, description="Words of a number, service or provider; all without it.")
    ] = "",
    cursor: Annotated[str, Query(pattern=f"^$|{CURSOR}", description="`next` of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="Entries on a page.")] = 20,
) -> dict[str, Any]:
    """Return a page of the entries that hold every word. Raises HttpError 422 for a wrong query or cursor."""
    try:
        page = Page(find(q), NEWEST_FIRST, {"after": cursor}, limit)
    except ValidationError as error:
        raise HttpError(422, error.messages[0]) from error
    except BadCursor as error:
        raise HttpError(422, _("This cursor is not one of ours: begin again without it.")) from error
    return {"items": [shown_entry(row) for row in page.rows], "next": page.next or None}


@readable(
    router,
    "/verify",
    response=VerdictOut,
    url_name="verify",
    operation_id="verify",
    summary="Verify a filing number",
    description="Always answers 200; the result says whether the number is genuine and in force.",
)
def verify_number(
    request: HttpRequest,
    number: Annotated[str, Query(description="A number as printed or typed, read forgivingly.")] = "",
) -> dict[str, Any]:
    """Return what the register says about the text, whatever it is."""
    verdict = verify(number)
    return {
        "result": verdict.result,
        "number": verdict.printed or None,
        "reason": verdict.reason or None,
        "reason_code": verdict.code or None,
        "same_provider": [row.full_number for row in verdict.same_provider],
    }


def shown_entry(row: Entry) -> dict[str, Any]:
    """Return the entry as EntryOut."""
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
