"""allauth's forms with labels and sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as app
from django.forms import CharField, EmailField, Field
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words

LABELS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "oldpassword": _("Current password"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code from the letter"),
}
ASKS = {
    "email": _("Enter your e-mail address."),
    "login": _("Enter your e-mail address."),
    "oldpassword": _("Enter your current password."),
    "password": _("Enter your password."),
    "password1": _("Choose a new password."),
    "password2": _("Enter the new password once more."),
    "code": _("Enter the code from the letter."),
}
TOO_LONG = _("Enter at most %(limit_value)s characters: these are %(show_value)s.")
NO_ADDRESS = _("Enter an e-mail address in the form name@example.cn.")


class AskingForm:
    """Mix in before an allauth form: its fields have the portal's labels, and their errors say what to enter.

    The way to a forgotten password stands below the form, not between two fields: it is no hint to any of them.
    """

    fields: dict[str, Field]
    labels: Mapping[str, Words] = {}
    asks: Mapping[str, Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels, asks = {**LABELS, **self.labels}, {**ASKS, **self.asks}
        for name, field in self.fields.items():
            field.label = labels[name]
            field.error_messages["required"] = str(asks[name])
            if isinstance(field, CharField):
                field.error_messages["max_length"] = str(TOO_LONG)
            if isinstance(field, EmailField):
                field.error_messages["invalid"] = str(NO_ADDRESS)
            if getattr(field.widget, "attrs", {}).get("autocomplete") == "current-password":
                field.help_text = ""


class AskingSignupForm(AskingForm, account.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Open an account."""

    labels = {"password1": _("Password"), "password2": _("Password, once more")}
    asks = {"password1": _("Choose a password."), "password2": _("Enter the password once more.")}


class AskingLoginForm(AskingForm, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign in."""


class AskingReauthenticateForm(AskingForm, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Confirm by the password that it is you."""


class AskingAddEmailForm(AskingForm, account.AddEmailForm):  # type: ignore[misc]  # allauth has no types
    """Add an e-mail address to the account."""


class AskingChangePasswordForm(AskingForm, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Change the password."""


class AskingSetPasswordForm(AskingForm, account.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Set a password where there was none."""


class AskingResetPasswordForm(AskingForm, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Ask for the code with which a forgotten password is replaced."""


class AskingResetPasswordKeyForm(AskingForm, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """Set the new password after the code."""


class AskingConfirmEmailForm(AskingForm, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # as above
    """Enter the code that confirms an e-mail address."""


class AskingConfirmResetForm(AskingForm, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # as above
    """Enter the code that allows a new password."""


CODE_OF_APP = {"code": _("Code of the authenticator app, or a recovery code")}
ENTER_CODE_OF_APP = {"code": _("Enter the code the authenticator app shows, or a recovery code.")}


class AskingSecondStepForm(AskingForm, second_step.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Enter the code of the second step."""

    labels = CODE_OF_APP
    asks = ENTER_CODE_OF_APP


class AskingSecondStepAgainForm(AskingForm, second_step.ReauthenticateForm):  # type: ignore[misc]  # as above
    """Confirm by the second step that it is you."""

    labels = CODE_OF_APP
    asks = ENTER_CODE_OF_APP


class AskingActivateForm(AskingForm, app.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """Set up the authenticator app."""

    labels = {"code": _("Code the authenticator app shows")}
    asks = {"code": _("Enter the code the authenticator app shows.")}
