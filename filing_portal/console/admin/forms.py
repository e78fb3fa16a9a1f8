"""The forms by which an officer is appointed and given another post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base.forms import PortalForm, TextField
from filing_portal.offices.models import Office, Role


class PostForm(PortalForm, forms.Form):
    """An office that the administrator reaches, and a role."""

    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("Office"),
        empty_label=_("Choose an office"),
        error_messages={"required": _("Choose the officer's office.")},
    )
    role = forms.ModelChoiceField(
        Role.objects.all(),
        label=_("Role"),
        empty_label=_("Choose a role"),
        error_messages={"required": _("Choose the officer's role.")},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = by.post.office
        offices = Office.objects.all() if office.is_national else Office.objects.filter(pk=office.pk)
        chosen = self.fields["office"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = offices


class AppointForm(PostForm):
    """A new officer; the verb checks address and password."""

    name = TextField(
        label=pgettext_lazy("person", "Name"), max_length=80, required_message=_("Enter the officer's name.")
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The officer signs in with it. It must not belong to a provider's account."),
        error_messages={
            "required": _("Enter the officer's e-mail address."),
            "invalid": _("Enter an e-mail address in the form name@example.cn."),
        },
    )
    password = forms.CharField(
        label=_("First password"),
        help_text=_("At least ten characters. Hand it over in person; the officer changes it after the first sign-in."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a first password.")},
    )
    field_order = ("name", "email", "office", "role", "password")


class TransferForm(PostForm):
    """Another post for an officer, and why."""

    note = TextField(
        label=_("Reason"),
        help_text=_("It stays on record."),
        max_length=200,
        required_message=_("Say why: it stays on record."),
    )
