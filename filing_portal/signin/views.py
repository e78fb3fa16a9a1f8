"""allauth's pages that ask for a code, mended."""

import time
from typing import Any

from allauth.account import views
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.core import ratelimit
from allauth.mfa.base import views as second_factor
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.signin.sentences import TOO_SOON


class CodePage:
    """Mix in before a page of allauth's that asks for a code: it says how long the code is valid, and sends another."""

    request: HttpRequest
    _process: Any

    @property
    def can_resend(self) -> bool:
        """Tell whether this attempt may have another code: without an end, somebody could guess on and on."""
        return not self._process.is_resend_quota_reached(settings.CODES_SENT_AGAIN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows, with how long a code is valid."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # allauth's
        return context | {"can_resend": self.can_resend, "minutes": settings.CODE_MINUTES}

    def send_again(self, may_send: bool) -> None:
        """Send another code, valid as long as the first was, and say so; or say that it is too soon."""
        if not may_send:
            messages.warning(self.request, TOO_SOON)
            return
        self._process.state["at"] = time.time()
        self.send()
        sentence = _("We sent a new code to %(email)s. The one before is no longer valid.")
        messages.success(self.request, sentence % {"email": self._process.state["email"]})

    def send(self) -> None:
        """Send a code, which replaces the one before, and count it."""
        raise NotImplementedError


class ConfirmAddress(CodePage, views.ConfirmEmailVerificationCodeView):  # type: ignore[misc]  # allauth has no types
    """Ask for the code that confirms an e-mail address."""

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        # Asked before a code is made: it would replace the one in the letter although no other letter goes out.
        email = self._process.state["email"]
        self.send_again(consume_email_verification_rate_limit(self.request, email, dry_run=True))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_email_verification_sent")))

    def send(self) -> None:
        self._process.resend()


class ConfirmReset(CodePage, views.ConfirmPasswordResetCodeView):  # type: ignore[misc]  # allauth has no types
    """Ask for the code that allows a new password; allauth itself sends no second one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send another code, or judge the one that was entered."""
        if request.POST.get("action") == "resend" and not self._process.is_resend_quota_reached(
            settings.CODES_SENT_AGAIN
        ):
            email = self._process.state["email"].lower()
            self.send_again(ratelimit.consume(request, action="reset_password", key=email))
            return HttpResponseRedirect(self.passthrough_next_url(request.path))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def send(self) -> None:
        self._process.send()
        self._process.record_resend()
        self._process.persist()


def second_step(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of the second step.

    A form without a field for it, which no page here sends, allauth takes for a passkey's, and then fails.
    """
    if request.method == "POST" and "code" not in request.POST:
        return redirect("mfa_authenticate")
    answer: HttpResponseBase = second_factor.authenticate(request)
    return answer
