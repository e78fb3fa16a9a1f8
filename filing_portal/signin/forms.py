"""allauth's forms with sentences that say what to do."""

from allauth.account.forms import LoginForm, SignupForm
from django.utils.translation import gettext_lazy as _

ASKS = {
    "email": _("Enter your e-mail address."),
    "login": _("Enter your e-mail address."),
    "password": _("Enter your password."),
    "password1": _("Choose a password."),
    "password2": _("Enter the password once more."),
}


class AskingForm:
    """Mix in before an allauth form: what is left empty is asked for by name."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & ASKS.keys():
            self.fields[name].error_messages["required"] = ASKS[name]


class AskingSignupForm(AskingForm, SignupForm):
    """Open an account."""


class AskingLoginForm(AskingForm, LoginForm):
    """Sign in."""
