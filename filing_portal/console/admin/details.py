"""What an event says beside its verb, in words: the columns of its row by their names, codes by their labels."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from filing_portal.base.punctuation import is_english, listed
from filing_portal.console.listing import EMPTY, written
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import noun_of

# What verbs say that is no column of the row.
NAMES = {
    "account": _("account"),
    "days": _("days"),
    "fields": _("fields"),
    "filing": _("filing"),
    "grounds": _("grounds"),
    "is_active": _("account open"),
    "list": _("SHA-256 of the list"),
    "overtaken_by": _("released instead"),
}


def details(event: Event, values: dict[str, Any]) -> str:
    """Return a line for each value of the event's `before` or `after`."""
    colon = ": " if is_english() else "："
    return "\n".join(f"{label(event, name)}{colon}{shown(event, name, value)}" for name, value in values.items())


def label(event: Event, name: str) -> str:
    """Return what the value is called."""
    field = column(event, name)
    return capfirst(str(field.verbose_name if field else NAMES.get(name, name)))


def shown(event: Event, name: str, value: Any) -> str:
    """Return the value as people read it."""
    if isinstance(value, bool):
        return pgettext("event", "Yes") if value else pgettext("event", "No")
    if value in (None, ""):
        return EMPTY
    if isinstance(value, list):
        return listed(label(event, each) if name == "fields" else str(each) for each in value)
    field = column(event, name)
    if isinstance(field, DateField):  # a moment is one, too
        day = field.to_python(value)
        return written(day)
    return str(dict(field.flatchoices).get(value, value)) if field else str(value)


def column(event: Event, name: str) -> "Field[Any, Any] | None":
    """Return the column of the event's noun by this name, None where there is none."""
    noun = noun_of(event)
    try:
        found = noun._meta.get_field(name) if noun else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None
