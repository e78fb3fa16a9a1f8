"""Registration: one page for organisations, one for individuals."""

import uuid

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.forms import PortalForm, TextField
from filing_portal.workdays import clock
from providers import documents
from providers.documents import DocumentKind
from providers.places import CountyField
from providers.states import Nature

PERSON_ASKS = {
    "name": _("Enter the name of the responsible person."),
    "mobile": _("Enter the mobile number of the responsible person."),
    "email": _("Enter the e-mail address of the responsible person."),
}
ADDRESSES = ("county", "address", "postal_address")
WIDE = {"class": "bf-w28"}
SHORT = {"class": "bf-w20"}


def name_field(**kwargs) -> TextField:
    return TextField(max_length=80, widget=forms.TextInput(attrs={**SHORT, "autocomplete": "name"}), **kwargs)


def mobile_field(asks) -> TextField:
    """A mobile of the mainland, in normal form."""
    widget = forms.TextInput(attrs={**SHORT, "inputmode": "tel", "autocomplete": "tel"})
    return TextField(
        label=_("Mobile"), help_text=_("11 digits; +86 may stand before them."), max_length=40, asks=asks, widget=widget
    )


def email_field(asks) -> TextField:
    widget = forms.EmailInput(attrs={**WIDE, "autocomplete": "email"})
    right = EmailValidator(_("Enter an e-mail address in the form name@example.cn."))
    return TextField(label=_("E-mail address"), max_length=254, asks=asks, widget=widget, validators=[right])


def document_kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Type of document"),
        choices=DocumentKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select the type of document.")},
    )


def document_number_field() -> TextField:
    return TextField(
        label=_("Document number"),
        help_text=_("Stored encrypted, and shown only with its middle hidden."),
        max_length=40,
        asks=_("Enter the number of the document."),
        widget=forms.TextInput(attrs={**SHORT, "autocomplete": "off", "spellcheck": "false"}),
    )


class RegistrationForm(PortalForm, forms.Form):
    """What every provider gives. A double click sends the same `token` twice and registers once.

    `parts` are the headings of the page, each with its fields; errors are listed in their order.
    """

    nature: Nature
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    document_kind = document_kind_field()
    document_number = document_number_field()
    county = CountyField(
        label=_("Place of registration"),
        help_text=_("The county on the document. Its province's office reviews your filings."),
        asks=_("Select the province and the county of registration."),
        widget=CountyField.widget(attrs=WIDE),
    )
    address = TextField(
        label=_("Address on the document"), max_length=200, asks=_("Enter the address as the document states it.")
    )
    postal_address = TextField(
        label=_("Postal address"),
        help_text=_("Where letters reach you."),
        max_length=200,
        asks=_("Enter the address where letters reach you."),
    )
    mobile = mobile_field(_("Enter your mobile number."))
    email = email_field(_("Enter your e-mail address."))

    def __init__(self, data=None) -> None:
        super().__init__(data, field_order=[name for _title, names in self.parts for name in names])

    @property
    def layout(self) -> Layout:
        return Layout("token", *(Fieldset(title, *names, css_class="bf-set") for title, names in self.parts))

    def clean_mobile(self) -> str:
        return documents.mobile(self.cleaned_data["mobile"])

    def clean(self) -> dict:
        """Check the number against the type of document it belongs to."""
        cleaned = super().clean()
        if {"document_kind", "document_number"} <= cleaned.keys():
            try:
                cleaned["document_number"] = documents.document_number(
                    cleaned["document_kind"], cleaned["document_number"], clock.today()
                )
            except ValidationError as error:
                self.add_error("document_number", error)
        return cleaned

    def given(self, *names: str) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in names}


class OrganisationForm(RegistrationForm):
    title = _("Register an organisation")
    nature = Nature.ORGANISATION

    name = TextField(
        label=_("Name of the organisation"),
        help_text=_("As on the business licence."),
        max_length=120,
        asks=_("Enter the name of the organisation."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    credit_code = TextField(
        label=_("Unified social credit code"),
        help_text=_("18 characters, on the business licence. Spaces do not matter."),
        max_length=40,
        asks=_("Enter the unified social credit code."),
        widget=forms.TextInput(attrs={**SHORT, "autocomplete": "off", "spellcheck": "false"}),
    )
    legal_representative = name_field(
        label=_("Legal representative"), asks=_("Enter the name of the legal representative.")
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
    person_name = name_field(label=pgettext_lazy("person", "Name"), asks=PERSON_ASKS["name"])
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
        (_("Addresses"), ADDRESSES),
        (
            _("Responsible person"),
            ("person_name", "document_kind", "document_number", "mobile", "phone", "email"),
        ),
    )

    def clean_credit_code(self) -> str:
        return documents.credit_code(self.cleaned_data["credit_code"])

    def facts(self) -> dict:
        """Return what `register` asks for."""
        person = {"name": self.cleaned_data["person_name"], **self.given("phone", "mobile", "email")}
        document = {
            "document_kind": self.cleaned_data["document_kind"],
            "document": self.cleaned_data["document_number"],
        }
        names = ("name", "credit_code", "legal_representative", "investor", "home_page", "county", "address")
        return {"person": person | document, **self.given(*names, "postal_address")}


class IndividualForm(RegistrationForm):
    title = _("Register as an individual")
    nature = Nature.INDIVIDUAL

    name = name_field(
        label=pgettext_lazy("person", "Name"), help_text=_("As on the document."), asks=_("Enter your name.")
    )

    parts = (
        (_("Identity"), ("name", "document_kind", "document_number")),
        (_("Addresses"), ADDRESSES),
        (_("Contact"), ("mobile", "email")),
    )

    def facts(self) -> dict:
        """Return what `register` asks for; an individual is responsible in person."""
        return {
            "person": {"phone": "", **self.given("name", "mobile", "email")},
            "document": self.cleaned_data["document_number"],
            **self.given("name", "document_kind", "county", "address", "postal_address"),
        }
