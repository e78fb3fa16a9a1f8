"""Deadlines for programs: read only, public."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import BeforeValidator

from filing_portal.base.api import readable
from filing_portal.base.clock import read_day
from filing_portal.terms.deadline_json import deadline_json
from filing_portal.terms.limits import LONGEST, read_length
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.calendar import Kind

router = Router()


class DayOut(Schema):
    date: date
    kind: Kind = Field(description="What the day is by the calendar in force.")
    name: str = Field(description="Name of the holiday, also on its make-up days; empty for other days.")
    n: int | None = Field(description="Number of the working day; null where the day is not counted.")


class DeadlineOut(Schema):
    start: date = Field(description="The starting day; it is not counted itself.", examples=["2026-09-22"])
    working_days: int = Field(description="The number of working days counted.", examples=[10])
    due: date = Field(description="The due day; the term ends at 24:00 Beijing time.", examples=["2026-10-13"])
    provisional: bool = Field(description="Whether a holiday notice to come can still move the due day.")
    days: list[DayOut] = Field(description="Every day in order of counting, the starting day first.")
    earliest: date | None = Field(
        None, description="The earliest day it can become by a yearly notice; only when provisional."
    )
    latest: date | None = Field(
        None,
        description="The latest day it can become by a yearly notice; only when provisional. Only a holiday given "
        "once, as on 3 September 2015, could move it further.",
    )


@readable(
    router,
    "/deadline",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    response=DeadlineOut,
    exclude_unset=True,
    url_name="deadline",
    operation_id="deadline",
    summary="Work out a deadline in working days",
    description="Counted by the State Council's holiday notices: holidays are off, make-up weekend days count.",
)
def deadline(
    request: HttpRequest,
    start: Annotated[
        date,
        BeforeValidator(read_day),
        Query(description="The starting day, such as 2026-09-22; it is not counted."),
    ],
    working_days: Annotated[
        int, BeforeValidator(read_length), Query(ge=1, le=LONGEST, description="The number of working days.")
    ],
    backward: Annotated[bool, Query(description="Count back from the starting day.")] = False,
) -> dict[str, Any]:
    """Answer a program that asks for a due day; 422 with a sentence for days outside the calendar."""
    try:
        return deadline_json(start, working_days, calendar(), is_backward=backward)
    except ValidationError as error:
        raise HttpError(422, error.messages[0]) from error
