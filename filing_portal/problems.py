"""Errors for programs: problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse

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
