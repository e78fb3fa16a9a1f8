"""The office that a row belongs to, for templates of rooms above and for letters."""

from typing import Protocol

from django import template

from filing_portal.offices.models import Office

register = template.Library()


class InProvince(Protocol):
    """A row of a province."""

    province: str


@register.simple_tag
def office_of(row: InProvince | None) -> Office | None:
    """Return the office of the row's province, or None where there is no row."""
    return Office.objects.get(code=row.province) if row else None
