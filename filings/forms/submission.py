"""The forms that start a draft and submit a filing."""

import uuid

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import PortalForm

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
