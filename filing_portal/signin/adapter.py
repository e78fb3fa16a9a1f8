"""The sign-in library's letters, checks and languages as the portal has them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.letters.workflow import post_code

NOT_TOO_LONG = MaxLengthValidator(
    User._meta.get_field("email").max_length, _("Enter at most %(limit_value)s characters: these are %(show_value)s.")
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Send every letter of the sign-in through the outbox, like all other letters."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter into the outbox."""
        message = self.render_mail(template_prefix, email, {"request": self.request, **context})
        post_code(
            template_prefix.rsplit("/", 1)[-1],
            email=email,
            to=context.get("user"),
            language=get_language() or "zh-hans",
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
        """Return the subject as it is, without the name of the site."""
        return subject

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
