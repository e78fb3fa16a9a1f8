"""The sign-in library's letters, sentences, checks and languages as the portal has them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.letters.workflow import frame, post_code
from filing_portal.signin.sentences import ACCOUNT_ERRORS, SECOND_FACTOR_ERRORS

NOT_TOO_LONG = MaxLengthValidator(
    User._meta.get_field("email").max_length, _("Enter at most %(limit_value)s characters: these are %(show_value)s.")
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Send every letter of the sign-in through the outbox, like all other letters."""

    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter into the outbox, in the language of the account's letters; without one, of the page.

        The reader need not be whoever sees the page: a stranger may have typed the address.
        """
        account = context.get("user") or next(iter(filter_users_by_email(email, prefer_verified=True)), None)
        language = account.language if account else get_language() or settings.LANGUAGE_CODE
        with override(language):
            message = self.render_mail(template_prefix, email, {**context, **frame(), **pages(), "email": email})
        post_code(
            template_prefix.rsplit("/", 1)[-1],
            email=email,
            to=account,
            language=language,
            subject=str(message.subject),
            body=str(message.body),
        )

    def clean_email(self, email: str) -> str:
        """Return the address. Raises ValidationError for one longer than an account's may be: the forms allow more."""
        NOT_TOO_LONG(email)
        cleaned: str = super().clean_email(email)
        return cleaned

    def is_safe_url(self, url: str) -> bool:
        """Tell whether the address is a page of this host; allauth's own check breaks on what is no address at all."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})

    def format_email_subject(self, subject: str) -> str:
        """Return the subject with the name of the portal before it: a code without a sender looks like a fraud."""
        return gettext("Blockchain Information Service Filing: %(subject)s") % {"subject": subject}

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Save a new account with the language it signed up in."""
        user.language = get_language() or "zh-hans"
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Keep the language of the sign-in for a provider's letters; officers choose theirs in the console."""
        language = get_language() or user.language
        if not user.post and user.language != language:
            user.language = language
            user.save(update_fields=["language"])
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The second step of the sign-in, with the portal's sentences."""

    error_messages = DefaultMFAAdapter.error_messages | SECOND_FACTOR_ERRORS


def pages() -> dict[str, Any]:
    """Return what letters of the sign-in lead to, on the portal's own address, and how long a code is valid."""
    names = {"login_url": "account_login", "signup_url": "account_signup", "reset_url": "account_reset_password"}
    urls = {key: f"{settings.BASE_URL}{reverse(name)}" for key, name in names.items()}
    return {**urls, "minutes": settings.CODE_MINUTES}
