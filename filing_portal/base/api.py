"""What every part of the public API shares: read by GET and HEAD, errors as problem details (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, JsonResponse
from ninja import Field, NinjaAPI, Router, Schema

View = TypeVar("View", bound=Callable[..., Any])
API = "/api/"
PROBLEM = "application/problem+json"


def for_programs(request: HttpRequest) -> bool:
    """Tell whether the request came to the API, which answers programs, not people."""
    return request.path.startswith(API)


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> JsonResponse:
    """Return the answer with this status; `detail` is a sentence that says what to do."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(
        body, status=status, headers=headers, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False}
    )


# An error as the API describes it (RFC 9457). Not a docstring: the public description of the API would show it.
class Problem(Schema):
    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What to do, as a sentence.")


def readable(part: NinjaAPI | Router, path: str, *problems: HTTPStatus, **options: Any) -> Callable[[View], View]:
    """Register a view of the part for GET and HEAD; its description names the `problems` it may answer with."""
    schema = {"schema": Problem.model_json_schema()}
    told = {status.value: {"description": status.phrase, "content": {PROBLEM: schema}} for status in problems}

    def register(view: View) -> View:
        part.api_operation(["HEAD"], path, include_in_schema=False, **options)(view)
        part.get(path, openapi_extra={"responses": told}, **options)(view)
        return view

    return register
