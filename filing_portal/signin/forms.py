"""allauth's forms with sentences that say what to do."""

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from django.forms import Field
from django.utils.translation import gettext_lazy as _

ASKS = {
    "email": _("Enter your e-mail address."),
    "login": _("Enter your e-mail address."),
    "password": _("Enter your password."),
    "password1": _("Choose a password."),
    "password2": _("Enter the password once more."),
}


class AskingForm:
    """Mix in before an allauth form: the error of an empty field says what to enter."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & ASKS.keys():
            self.fields[name].error_messages["required"] = ASKS[name]


class AskingSignupForm(AskingForm, SignupForm):  # type: ignore[misc]  # allauth has no types
    """Open an account."""


class AskingLoginForm(AskingForm, LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign in."""
