"""What every part of the public interface for programs has in common: read by GET and HEAD, errors described."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from ninja import Field, NinjaAPI, Router, Schema

from filing_portal.problems import PROBLEM


class Problem(Schema):
    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What to do, as a sentence.")


def readable(part: NinjaAPI | Router, path: str, *problems: HTTPStatus, **options: Any) -> Callable:
    """Register a view of the part for GET and HEAD; its description names the `problems` it may answer with."""
    schema = {"schema": Problem.model_json_schema()}
    told = {status.value: {"description": status.phrase, "content": {PROBLEM: schema}} for status in problems}

    def register(view: Callable) -> Callable:
        part.api_operation(["HEAD"], path, include_in_schema=False, **options)(view)
        return part.get(path, openapi_extra={"responses": told}, **options)(view)

    return register
