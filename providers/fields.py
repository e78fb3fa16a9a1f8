"""Form fields that several forms share: a person's name, mobile, e-mail address and document."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import TextField
from filing_portal.base.lines import Words
from providers.documents import DocumentKind

PERSON_ASKS = {
    "name": _("Enter the name of the responsible person."),
    "mobile": _("Enter the mobile number of the responsible person."),
    "email": _("Enter the e-mail address of the responsible person."),
}
WIDE = {"class": "bf-w28"}
SHORT = {"class": "bf-w20"}


def name_field(**kwargs: Any) -> TextField:
    """Return the field of a person's name; `kwargs` are those of TextField."""
    return TextField(max_length=80, widget=forms.TextInput(attrs={**SHORT, "autocomplete": "name"}), **kwargs)


def mobile_field(required_message: Words) -> TextField:
    """Return the field of a mainland mobile; the form checks what was typed by `documents.mobile`."""
    widget = forms.TextInput(attrs={**SHORT, "inputmode": "tel", "autocomplete": "tel"})
    return TextField(
        label=_("Mobile"),
        help_text=_("11 digits; +86 may stand before them."),
        max_length=40,
        required_message=required_message,
        widget=widget,
    )


def email_field(required_message: Words) -> TextField:
    """Return the field of an e-mail address."""
    widget = forms.EmailInput(attrs={**WIDE, "autocomplete": "email"})
    well_formed = EmailValidator(_("Enter an e-mail address in the form name@example.cn."))
    return TextField(
        label=_("E-mail address"),
        max_length=254,
        required_message=required_message,
        widget=widget,
        validators=[well_formed],
    )


def document_kind_field() -> forms.ChoiceField:
    """Return the choice of a DocumentKind."""
    return forms.ChoiceField(
        label=_("Type of document"),
        choices=DocumentKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select the type of document.")},
    )


def document_number_field() -> TextField:
    """Return the field of a document's number; the form checks it by `documents.document_number`."""
    return TextField(
        label=_("Document number"),
        help_text=_("Stored encrypted, and shown only with its middle hidden."),
        max_length=40,
        required_message=_("Enter the number of the document."),
        widget=forms.TextInput(attrs={**SHORT, "autocomplete": "off", "spellcheck": "false"}),
    )
