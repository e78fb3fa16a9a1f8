"""The boxes that more than one form asks for: a person's name, mobile, e-mail address and document."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import TextField
from providers.documents import DocumentKind

PERSON_ASKS = {
    "name": _("Enter the name of the responsible person."),
    "mobile": _("Enter the mobile number of the responsible person."),
    "email": _("Enter the e-mail address of the responsible person."),
}
WIDE = {"class": "bf-w28"}
SHORT = {"class": "bf-w20"}


def name_field(**kwargs) -> TextField:
    return TextField(max_length=80, widget=forms.TextInput(attrs={**SHORT, "autocomplete": "name"}), **kwargs)


def mobile_field(required_message) -> TextField:
    """A mobile of the mainland, in normal form."""
    widget = forms.TextInput(attrs={**SHORT, "inputmode": "tel", "autocomplete": "tel"})
    return TextField(
        label=_("Mobile"),
        help_text=_("11 digits; +86 may stand before them."),
        max_length=40,
        required_message=required_message,
        widget=widget,
    )


def email_field(required_message) -> TextField:
    widget = forms.EmailInput(attrs={**WIDE, "autocomplete": "email"})
    right = EmailValidator(_("Enter an e-mail address in the form name@example.cn."))
    return TextField(
        label=_("E-mail address"), max_length=254, required_message=required_message, widget=widget, validators=[right]
    )


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
        required_message=_("Enter the number of the document."),
        widget=forms.TextInput(attrs={**SHORT, "autocomplete": "off", "spellcheck": "false"}),
    )
