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


class AccountAdapter(DefaultAccountAdapter):
    """Send every letter of the sign-in through the outbox, like all other letters."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
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
        """Refuse what no account can have: the forms let more through than a letter can be addressed to."""
        NOT_TOO_LONG(email)
        return super().clean_email(email)

    def is_safe_url(self, url: str) -> bool:
        """Lead to pages of this host only; allauth's own check breaks on what is no address at all."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})

    def format_email_subject(self, subject: str) -> str:
        return subject

    def save_user(self, request: HttpRequest, user, form, commit: bool = True):
        user.language = get_language() or "zh-hans"
        return super().save_user(request, user, form, commit)

    def post_login(self, request: HttpRequest, user, **kwargs) -> HttpResponse:
        """Letters to a provider's people are in the language of their last sign-in; officers choose in the console."""
        language = get_language() or user.language
        if user.post is None and user.language != language:
            user.language = language
            user.save(update_fields=["language"])
        return super().post_login(request, user, **kwargs)
