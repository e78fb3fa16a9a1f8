"""The forms of registration and of its amendment: one for organisations, one for individuals."""

import uuid
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base import clock
from filing_portal.base.forms import PortalForm, TextField
from filing_portal.base.lines import Words
from providers import credit_codes, documents
from providers.fields import (
    PERSON_ASKS,
    SHORT,
    WIDE,
    document_kind_field,
    document_number_field,
    email_field,
    mobile_field,
    name_field,
)
from providers.places import CountyField, CountyForm
from providers.states import Nature

ADDRESSES = ("county", "address", "postal_address")
ASKED_ADDRESSES = ("county", "address", "same_address", "postal_address")


class RegistrationForm(CountyForm, PortalForm, forms.Form):
    """Ask what every provider gives. A double click sends the same `token` twice and registers once.

    `parts` are the headings of the page, each with its fields; errors are listed in their order.
    """

    nature: Nature
    least_age: int
    too_young: Words
    hidden: tuple[str, ...] = ("token",)
    parts: tuple[tuple[Words, tuple[str, ...]], ...]

    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    document_kind = document_kind_field()
    document_number = document_number_field()
    county = CountyField(
        label=_("Place of registration"),
        help_text=_("The county on the document. Its province's office reviews your filings."),
        required_message=_("Select the province and the county of registration."),
        widget=CountyField.widget(attrs=WIDE),
    )
    address = TextField(
        label=_("Address on the document"),
        max_length=200,
        required_message=_("Enter the address as the document states it."),
    )
    same_address = forms.BooleanField(label=_("Letters reach me at this address"), required=False)
    postal_address = TextField(
        label=_("Postal address"),
        help_text=_("Where letters reach you, if not at the address on the document."),
        max_length=200,
        required_message=_("Enter the address where letters reach you."),
    )
    mobile = mobile_field(_("Enter your mobile number."))
    email = email_field(_("Enter your e-mail address."))

    def __init__(self, data: QueryDict | None = None, *, email: str = "") -> None:
        """Begin with the account's `email`."""
        order = [name for _title, names in self.parts for name in names]
        super().__init__(data, field_order=order, initial={"email": email})
        if self["same_address"].data:
            self.fields["postal_address"].required = False

    @property
    def layout(self) -> Layout:
        parts = [(title, [name for name in names if name in self.fields]) for title, names in self.parts]
        return Layout(*self.hidden, *(Fieldset(title, *names, css_class="bf-set") for title, names in parts))

    def clean_mobile(self) -> str:
        return documents.mobile(self.cleaned_data["mobile"])

    def clean(self) -> dict[str, Any]:
        """Check the number against the type of document it belongs to, and the age that it tells."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("same_address"):
            cleaned["postal_address"] = cleaned.get("address", "")
        if {"document_kind", "document_number"} <= cleaned.keys():
            try:
                cleaned["document_number"] = self.checked(cleaned["document_kind"], cleaned["document_number"])
            except ValidationError as error:
                self.add_error("document_number", error)
        return cleaned

    def checked(self, kind: str, typed: str) -> str:
        """Return the number of the document. Raises ValidationError for a wrong one, and for whoever is too young."""
        today = clock.today()
        number = documents.document_number(kind, typed, today)
        age = documents.age_on(today, kind, number)
        if age is not None and age < self.least_age:
            raise ValidationError(self.too_young, code="age")
        return number

    def facts(self) -> dict[str, Any]:
        """Return what was given as the arguments of `workflow.register` and `workflow.amend`."""
        return self.given("name", *ADDRESSES)

    def given(self, *names: str) -> dict[str, str]:
        """Return the cleaned values of these fields, of those that the form has."""
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class OrganisationForm(RegistrationForm):
    """Ask for an organisation's facts and for the person responsible for its filings."""

    title = _("Register an organisation")
    nature = Nature.ORGANISATION
    # Whoever answers for the filings of others must be of age.
    least_age = 18
    too_young = _("The responsible person must be at least 18 years old (Civil Code, art. 17).")

    name = TextField(
        label=_("Name of the organisation"),
        help_text=_("As on the certificate of registration."),
        max_length=120,
        required_message=_("Enter the name of the organisation."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    credit_code = TextField(
        label=_("Unified social credit code"),
        help_text=_(
            "18 characters, on the business licence, the certificate of a public institution or social organisation, or"
            " another certificate of registration."
        ),
        max_length=80,
        required_message=_("Enter the unified social credit code."),
        widget=forms.TextInput(attrs={**SHORT, "autocomplete": "off", "spellcheck": "false"}),
    )
    legal_representative = name_field(
        label=_("Legal representative"), required_message=_("Enter the name of the legal representative.")
    )
    investor = TextField(label=_("Investor or supervising unit"), max_length=120, required=False)
    home_page = TextField(
        label=_("Home page"),
        help_text=_("For example https://www.example.cn"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        validators=[
            URLValidator(schemes=["http", "https"], message=_("Enter an address that starts with http:// or https://."))
        ],
    )
    person_name = name_field(label=pgettext_lazy("person", "Name"), required_message=PERSON_ASKS["name"])
    mobile = mobile_field(PERSON_ASKS["mobile"])
    phone = TextField(
        label=_("Office phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = email_field(PERSON_ASKS["email"])

    parts = (
        (_("Organisation"), ("name", "credit_code", "legal_representative", "investor", "home_page")),
        (_("Addresses"), ASKED_ADDRESSES),
        (
            _("Responsible person"),
            ("person_name", "document_kind", "document_number", "mobile", "phone", "email"),
        ),
    )

    def clean_credit_code(self) -> str:
        return credit_codes.credit_code(self.cleaned_data["credit_code"])

    def facts(self) -> dict[str, Any]:
        person = {"name": self.cleaned_data["person_name"], **self.given("phone", "mobile", "email")}
        document = {
            "document_kind": self.cleaned_data["document_kind"],
            "document": self.cleaned_data["document_number"],
        }
        own = self.given("credit_code", "legal_representative", "investor", "home_page")
        return super().facts() | own | {"person": person | document}


class IndividualForm(RegistrationForm):
    """Ask for an individual's identity and contact; an individual is the responsible person too."""

    title = _("Register as an individual")
    nature = Nature.INDIVIDUAL
    # The Provisions ask no age of a provider. From 16 on, whoever lives on their own work acts alone.
    least_age = 16
    too_young = _("You must be at least 16 years old to act for yourself (Civil Code, art. 18).")

    name = name_field(
        label=pgettext_lazy("person", "Name"),
        help_text=_("As on the document."),
        required_message=_("Enter your name."),
    )

    parts = (
        (_("Identity"), ("name", "document_kind", "document_number")),
        (_("Addresses"), ASKED_ADDRESSES),
        (_("Contact"), ("mobile", "email")),
    )

    def facts(self) -> dict[str, Any]:
        person = {"phone": "", **self.given("name", "mobile", "email")}
        document = {"document": self.cleaned_data["document_number"]} if "document_number" in self.fields else {}
        return super().facts() | self.given("document_kind") | {"person": person} | document
