"""The forms of a filing: one for each section that is asked, made from the catalogue, and the statement at the end."""

import uuid
from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.forms import ChoicesField, DatePartsField, PortalForm, TextField
from filing_portal.base.lines import Words
from filings import checks
from filings.catalogue import ASKED, PERSON, SERVER, SERVICE, Item, items_of
from filings.models import Filing
from filings.workflow import save_answers, seal_person
from providers import documents
from providers.fields import PERSON_ASKS, WIDE, email_field, mobile_field, name_field
from providers.places import CountyField

TITLES = {section.code: section.title for section in ASKED}
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


class SectionForm(PortalForm, forms.Form):
    """Ask for one section of a filing; save the right answers, and show the wrong ones again.

    `is_partial` is for a provider who leaves and comes back: a missing answer is then no error, a wrong one still is.
    """

    section: str

    def __init__(self, filing: Filing, data: Mapping[str, Any] | None = None, *, is_partial: bool = False) -> None:
        self.filing, self.is_partial = filing, is_partial
        super().__init__(data, initial=self.initial_of(filing))
        self.title = str(TITLES[self.section])
        for item in items_of(self.section):
            if item.kind in MAKERS:
                self.fields[item.name] = field_of(item)
        self.right: dict[str, Any] = {}

    def initial_of(self, filing: Filing) -> dict[str, Any]:
        """Return the answers to begin with, by field."""
        return filing.answers

    def full_clean(self) -> None:
        """Clean what was typed; `clean` asks for what is missing, with the same words as at submission."""
        required = [field for field in self.fields.values() if field.required]
        for field in required:
            field.required = False
        super().full_clean()
        for field in required:
            field.required = True

    def clean(self) -> dict[str, Any]:
        """Check the answers as at submission, and keep the right ones for `save`."""
        super().clean()
        cleaned = self.cleaned_data
        names = [item.name for item in items_of(self.section)]
        answers = {name: cleaned.get(name) for name in names}
        said = checks.found(answers, clock.today(), self.section)
        found = {name: messages for name, messages in said.items() if name in cleaned}
        wrong = {name for name in found if answers[name]}
        self.right = {name: answers[name] for name in names if name in cleaned and name not in wrong}
        for name, messages in found.items():
            if name in wrong or not self.is_partial:
                self.add_error(name, messages)
        return cleaned

    def save(self, *, by: User) -> bool:
        """Save the right answers; return whether all of them were right. Raises what `save_answers` raises."""
        is_right = self.is_valid()
        self.store(by)
        return is_right

    def store(self, by: User) -> None:
        """Save the right answers."""
        self.filing = save_answers(self.filing.pk, by=by, **self.right)


class ServiceSectionForm(SectionForm):
    section = SERVICE


class ServerSectionForm(SectionForm):
    section = SERVER


class PersonSectionForm(SectionForm):
    """Ask for the responsible person: one answer in three parts, saved whole and sealed."""

    section = PERSON

    name = name_field(label=pgettext_lazy("person", "Name"), required_message=PERSON_ASKS["name"])
    mobile = mobile_field(PERSON_ASKS["mobile"])
    email = email_field(PERSON_ASKS["email"])

    def initial_of(self, filing: Filing) -> dict[str, Any]:
        """Begin with the provider's responsible person, unless the filing names one."""
        person = (filing.person or filing.provider.person).unseal()
        return {name: person.get(name, "") for name in self.base_fields}

    def clean_mobile(self) -> str:
        typed = self.cleaned_data["mobile"]
        return documents.mobile(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """Ask for every part, but for one who leaves an empty page."""
        cleaned = self.cleaned_data
        is_empty = not any(cleaned.values()) and not self.errors
        if not (self.is_partial and is_empty):
            for name in self.fields:
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, PERSON_ASKS[name])
        return cleaned

    def store(self, by: User) -> None:
        """Seal and save the person, unless a part is wrong or all are empty."""
        if self.errors or not any(self.cleaned_data.values()):
            return
        with transaction.atomic():
            sealed = seal_person(self.filing, self.cleaned_data)
            self.filing = save_answers(self.filing.pk, by=by, person=sealed)


FORMS = {form.section: form for form in (ServiceSectionForm, ServerSectionForm, PersonSectionForm)}
OUT_OF_DATE = _("This page is out of date. Open it again.")


class TokenForm(PortalForm, forms.Form):
    """Carry the token of a draft to be started: a double click sends it twice and starts one draft."""

    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput, error_messages={"required": OUT_OF_DATE})


class SubmitForm(PortalForm, forms.Form):
    """Ask for the statement of truthfulness, and carry the number of the round it is made for."""

    round = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": OUT_OF_DATE})
    is_true = forms.BooleanField(
        label=_(
            "I state that these materials are true, complete and lawful. I know that false filing information has"
            " legal consequences (art. 22)."
        ),
        error_messages={
            "required": _("Confirm the statement of truthfulness; the filing cannot be submitted without it.")
        },
    )

    layout = Layout("round", "is_true")
