"""The pages of signing in, with who reads them."""

from filing_portal.tests.reading import ABSENT, ELSEWHERE, Page, member

PAGES = (
    Page("account_login"),
    Page("account_signup"),
    Page("account_inactive"),
    Page("account_reset_password"),
    Page("account_password_reset_completed"),
    Page("account_email_verification_sent", status=ELSEWHERE),
    Page("account_confirm_login_code", status=ELSEWHERE),
    Page("account_confirm_password_reset_code", status=ELSEWHERE),
    Page("account_complete_password_reset", status=ELSEWHERE),
    Page("mfa_authenticate", status=ELSEWHERE),
    *member(
        ("account_logout",),
        ("account_reauthenticate",),
        ("account_email",),
        ("account_change_password",),
        ("mfa_index",),
        ("mfa_activate_totp",),
        ("mfa_generate_recovery_codes",),
    ),
    Page("account_set_password", "member", status=ELSEWHERE),
    # Who has not set up two-step sign-in has nothing to see here.
    Page("mfa_reauthenticate", "member", status=ELSEWHERE),
    Page("mfa_deactivate_totp", "member", status=ABSENT),
    Page("mfa_view_recovery_codes", "member", status=ABSENT),
    Page("mfa_download_recovery_codes", "member", status=ABSENT),
)
