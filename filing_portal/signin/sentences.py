"""What the sign-in says when something is wrong, and the sentences of Django and allauth that are shown as they are."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

TAKEN = _("This e-mail address belongs to another account. Use a different one, or sign in with it.")
WRONG_CODE = _("This code is not right. Compare it with the letter, the last one if there are several.")
WRONG_CODE_OF_APP = _(
    "This code is not right. Enter the one the authenticator app shows now, or an unused recovery code."
)
WRONG_PASSWORD = _("The password is not right. Enter it once more, or set a new one.")
TOO_SOON = _("A new code can be sent one minute after the last one. Wait a moment, then ask again.")

ACCOUNT_ERRORS = {
    "account_inactive": _("This account is closed. Ask the office or the organisation that gave it to you."),
    "cannot_remove_primary_email": _(
        "Letters go to this address, so it cannot be removed. Choose another one for them first."
    ),
    "duplicate_email": _("This e-mail address belongs to your account already."),
    "email_password_mismatch": _(
        "The e-mail address or the password is not right. Compare them, or set a new password."
    ),
    "email_taken": TAKEN,
    "enter_current_password": _("This is not your current password. Enter it once more."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": WRONG_PASSWORD,
    "invalid_or_expired_key": _("This code is no longer valid. Ask for a new one."),
    "invalid_login": _("The e-mail address or the password is not right. Compare them, or set a new password."),
    "invalid_password_reset": _("This code is no longer valid. Ask for a new one."),
    "max_email_addresses": _("An account may have %d e-mail addresses. Remove one first."),
    "too_many_login_attempts": _("There were too many attempts. Wait a few minutes and start again."),
    "unknown_email": _("There is no account with this e-mail address."),
    "unverified_primary_email": _("Confirm this e-mail address first: then letters can go to it."),
    "select_only_one": _("Fill in only one of them."),
    "same_as_current": _("This is the e-mail address you have already. Enter a different one."),
    "rate_limited": _("There were too many attempts. Wait a few minutes and start again."),
}
SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("Switch off two-step sign-in first: with it, no e-mail address can be added."),
    "cannot_delete_authenticator": _("Two-step sign-in cannot be switched off for this account."),
    "cannot_generate_recovery_codes": _("Set up the authenticator app first: recovery codes stand in for it."),
    "incorrect_code": WRONG_CODE_OF_APP,
    "unverified_email": _("Confirm your e-mail address first: then two-step sign-in can be set up."),
}

# Sentences of the libraries whose English is as it should be; named here, the portal's catalogue has their Chinese.
SHOWN_AS_THEY_ARE = (
    # Passwords
    gettext_noop("You must type the same password each time."),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("This password is too common."),
    gettext_noop("Your password can’t be entirely numeric."),
    gettext_noop("This password is entirely numeric."),
    # Another way to confirm that it is you
    gettext_noop("Use your password"),
    gettext_noop("Use authenticator app or code"),
    # Forms
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid value."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Enter a valid date/time."),
    gettext_noop("Enter a valid duration."),
    gettext_noop("The number of days must be between {min_days} and {max_days}."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("No file was submitted."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("Please either submit a file or check the clear checkbox, not both."),
    gettext_noop("Upload a valid image. The file you uploaded was either not an image or a corrupted image."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Enter a list of values."),
    gettext_noop("Enter a complete value."),
    gettext_noop("Enter a valid UUID."),
    gettext_noop("Enter a valid JSON."),
    gettext_noop("“%(pk)s” is not a valid value."),
    gettext_noop("The inline value did not match the parent instance."),
    # Values
    gettext_noop("Null characters are not allowed."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid URL."),
    gettext_noop("Enter a valid integer."),
    gettext_noop("Enter a valid domain name."),
    gettext_noop("Enter only digits separated by commas."),
    gettext_noop("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    gettext_noop("Ensure this value is %(limit_value)s (it is %(show_value)s)."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
)
COUNTED = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
        "max",
    ),
)
