"""The pages of signing in are allauth's, three of them mended; who may call them is said here."""

from allauth import urls as allauth
from django.urls import path

from filing_portal.base.rules import public, signed_in, with_rules
from filing_portal.signin import views

# They stand before allauth's own at the same addresses.
MENDED = [
    path("confirm-email/", views.ConfirmAddress.as_view(), name="account_email_verification_sent"),
    path("password/reset/confirm/", views.ConfirmReset.as_view(), name="account_confirm_password_reset_code"),
    path("2fa/authenticate/", views.second_step, name="mfa_authenticate"),
]
# Pages that speak to a signed-in person ask so themselves as well.
RULES = {
    "account_login": public("POST"),
    "account_logout": public("POST"),
    "account_signup": public("POST"),
    "account_confirm_login_code": public("POST"),
    "account_inactive": public(),
    "account_reauthenticate": signed_in("POST"),
    "account_email": signed_in("POST"),
    "account_email_verification_sent": public("POST"),
    "account_change_password": signed_in("POST"),
    "account_set_password": signed_in("POST"),
    "account_reset_password": public("POST"),
    "account_confirm_password_reset_code": public("POST"),
    "account_complete_password_reset": public("POST"),
    "account_password_reset_completed": public(),
    "mfa_index": signed_in(),
    "mfa_authenticate": public("POST"),
    "mfa_reauthenticate": signed_in("POST"),
    "mfa_activate_totp": signed_in("POST"),
    "mfa_deactivate_totp": signed_in("POST"),
    "mfa_view_recovery_codes": signed_in(),
    "mfa_generate_recovery_codes": signed_in("POST"),
    "mfa_download_recovery_codes": signed_in(),
}
urlpatterns = with_rules([*MENDED, *allauth.urlpatterns], RULES)
