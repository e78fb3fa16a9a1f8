"""The form fields of a filing's answers, made from the catalogue; other rooms ask for the same facts with them."""

from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import ChoicesField, DatePartsField, TextField
from filing_portal.base.lines import Words
from filings import checks
from filings.catalogue import Item
from filings.models import Filing
from providers.fields import WIDE
from providers.places import CountyField

HINTS = {
    "service_name": _("As users see it."),
    "category": _("What you do in this service (art. 2)."),
    "forms": _("Select all that apply."),
    "fields": _("Select all that apply."),
    "other_field": _("If you selected “Other”: which field it is, in a few words. The public register shows it."),
    "description": _("In a few sentences: what the service does, for whom, and what blockchain is used for."),
    "web_address": _(
        "The address people use to open the service. A website needs one; it starts with http:// or https://."
    ),
    "client_name": _("The name of the app or program, as in the store."),
    "account_name": _("The name of the official account or mini program."),
    "started_on": _("The first day the service was open to the public. The time to file runs from it."),
    "server_county": _("The county where the main server stands."),
    "server_address": _("One IP address (IPv4 or IPv6) or host name on each line, without port."),
}


def text(item: Item, **kwargs: Any) -> forms.Field:
    column = cast("models.CharField[str, str]", Filing._meta.get_field(item.name))
    return TextField(max_length=column.max_length, **kwargs)


def lines(item: Item, **kwargs: Any) -> forms.Field:
    return text(item, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


def address(item: Item, **kwargs: Any) -> forms.Field:
    attrs = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
    return text(item, widget=forms.TextInput(attrs=attrs), **kwargs)


def day(item: Item, *, required_message: Any, **kwargs: Any) -> forms.Field:
    return DatePartsField(subject=_("the start date"), **kwargs)


def county(item: Item, **kwargs: Any) -> forms.Field:
    return CountyField(widget=CountyField.widget(attrs=WIDE), **kwargs)


def options_of(item: Item) -> list[tuple[str, Words]]:
    """Return the values of a choice with their labels."""
    return list(item.choices.choices) if item.choices else []


def choice(item: Item, *, required_message: Any, **kwargs: Any) -> forms.Field:
    return forms.ChoiceField(choices=options_of(item), widget=forms.RadioSelect, **kwargs)


def choices(item: Item, *, required_message: Any, **kwargs: Any) -> forms.Field:
    return ChoicesField(choices=options_of(item), widget=forms.CheckboxSelectMultiple, **kwargs)


MAKERS = {
    "text": text,
    "lines": lines,
    "url": address,
    "date": day,
    "county": county,
    "choice": choice,
    "choices": choices,
}


def field_of(item: Item) -> forms.Field:
    """Return the form field of a catalogue's item. Raises KeyError for one that no field asks for, as a person.

    Its `when` says in which case an optional one is needed.
    """
    field = MAKERS[item.kind](
        item,
        label=item.label,
        help_text=HINTS[item.name],
        required=not item.optional,
        required_message=checks.REQUIRED_MESSAGES.get(item.name, ""),
    )
    field.when = item.when  # type: ignore[attr-defined]  # a field may carry attributes; its template reads it
    return field
