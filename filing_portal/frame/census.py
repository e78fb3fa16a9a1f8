"""Count the rows of every model, and those of each status."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, Field, Model, Q

from filing_portal.base import parts

ROWS = "rows"
Counts = dict[str, int | dict[str, int]]


def census() -> dict[str, Counts]:
    """Return the rows of each model of the portal by its label, and by field how many rows have each of its choices.

    A choice that no row has is there with 0. One query for a model, which reads its table once.
    """
    models = (model for app in parts.apps() for model in app.get_models())
    return {model._meta.label_lower: counted(model) for model in models}


def counted(model: type[Model]) -> Counts:
    """Return the rows of one model and, by field, those of each choice."""
    found = {field.name: choices(field) for field in model._meta.fields if choices(field)}
    wanted = {
        f"{name}__{number}": Count("pk", filter=having(model, name, value))
        for name, values in found.items()
        for number, value in enumerate(values)
    }
    numbers = model._base_manager.aggregate(**{ROWS: Count("pk")}, **wanted)
    by_field = {
        name: {str(value): numbers[f"{name}__{number}"] for number, value in enumerate(values)}
        for name, values in found.items()
    }
    return {ROWS: numbers[ROWS], **by_field}


def choices(field: "Field[Any, Any]") -> list[Any]:
    """Return the values a field, or each element of an array, may have; none where they are not listed."""
    listed = field.base_field if isinstance(field, ArrayField) else field
    return [value for value, _label in listed.flatchoices]


def having(model: type[Model], name: str, value: object) -> Q:
    """Return the condition that a row has this value in the field, or among those of its array."""
    is_array = isinstance(model._meta.get_field(name), ArrayField)
    return Q(**{f"{name}__contains": [value]}) if is_array else Q(**{name: value})
