"""The rows of a list of the console as a table of cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import display_for_field, display_for_value, label_for_field, lookup_field
from django.db.models import Model
from django.utils.text import capfirst

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

EMPTY = "—"


@dataclass(frozen=True)
class Table:
    """What `admin/_table.html` shows: the headers, and each row as its cells with their header beside them."""

    headers: list[str]
    rows: list[list[tuple[str, str]]]


def table(model_admin: "ModelAdmin[Any]", rows: Iterable[Model]) -> Table:
    """Return the rows with the columns of the admin's `list_display`."""
    columns = [str(column) for column in model_admin.list_display]
    headers = [capfirst(str(label_for_field(column, model_admin.model, model_admin))) for column in columns]
    return Table(
        headers,
        [list(zip(headers, (cell(model_admin, column, row) for column in columns), strict=True)) for row in rows],
    )


def cell(model_admin: "ModelAdmin[Any]", column: str, row: Model) -> str:
    """Return what stands in one cell, as people read it."""
    field, _attribute, value = lookup_field(column, row, model_admin)
    if value in (None, ""):
        return EMPTY
    if field is None or field.is_relation:
        return written(value)
    return display_for_field(value, field, EMPTY)


def written(value: Any) -> str:
    """Return a value as people read it: days and moments in the form of their language."""
    return display_for_value(value, EMPTY)
