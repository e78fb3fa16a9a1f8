"""Deny by default: one table says for every URL name who may call it and how. A view without a row answers 403."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.contrib.admin import site
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.base.api import for_programs, problem

READ = ("GET", "HEAD", "OPTIONS")
WRITE = ("POST",)


@dataclass(frozen=True)
class Rule:
    """Who may call a view (`public`, `signed_in`, `provider` or `officer` with a permission) by which methods."""

    who: str
    methods: tuple[str, ...] = READ
    permission: str = ""

    def admits(self, request: HttpRequest) -> bool:
        user = request.user
        if self.who == "public":
            return True
        if not user.is_authenticated:
            return False
        if self.who == "provider":
            return user.post is None
        if self.who == "officer":
            return user.post is not None and (not self.permission or user.has_perm(self.permission))
        return self.who == "signed_in"


def public(*methods: str) -> Rule:
    return Rule("public", READ + methods)


def signed_in(*methods: str) -> Rule:
    return Rule("signed_in", READ + methods)


def provider(*methods: str) -> Rule:
    """A provider's account; whose rows it may see is decided by `.owned_by`."""
    return Rule("provider", READ + methods)


def officer(permission: str = "", *methods: str) -> Rule:
    """An officer with this permission; which rows is decided by `.within`."""
    return Rule("officer", READ + methods, permission)


PAGES = {
    "home": public(),
    "landing": signed_in(),
    "dashboard": provider(),
    "health": public(),
    "set_language": Rule("public", WRITE),
    "calendar_feed": signed_in("POST"),
    "calendar_ics": Rule("public", ("GET", "HEAD")),
    "accessibility": public(),
    "privacy": public(),
    "providers:register": provider(),
    "providers:register_organisation": provider("POST"),
    "providers:register_individual": provider("POST"),
    "providers:detail": provider(),
    "providers:amend": provider("POST"),
    "filings:list": provider(),
    "filings:start": provider("POST"),
    "filings:start_again": provider("POST"),
    "filings:draft": provider(),
    "filings:entity": provider(),
    "filings:section": provider("POST"),
    "filings:check": provider("POST"),
    "filings:confirmation": provider(),
    "filings:detail": provider(),
    "filings:withdraw": provider("POST"),
    "filings:discard": provider("POST"),
    "letters:list": provider(),
    "letters:detail": provider(),
    "letters:outbox": public(),
    "inspections:list": provider(),
    "inspections:answer": provider("POST"),
    "registry:search": public(),
    "registry:record": public(),
    "registry:verify": public(),
    "registry:api_docs": public(),
    "terms:deadline": public(),
}

API_NAMES = ("openapi-json", "api-root", "entry", "entries", "verify", "deadline")
API = {f"api:{name}": Rule("public", ("GET", "HEAD")) for name in API_NAMES}

# Sign-in pages are allauth's; those that speak to a signed-in person ask so themselves as well.
ACCOUNT = {
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

CONSOLE = {"admin:index": officer(), "admin:login": public("POST")}


def admin_rules() -> dict[str, Rule]:
    """Return a row for each URL of each model in the console, as its admin declares them."""
    return {
        f"admin:{address.name}": officer(address.permission, *address.methods)
        for model_admin in site._registry.values()
        for address in model_admin.addresses()
    }


@cache
def rules() -> dict[str, Rule]:
    """Return the whole table, by URL name."""
    return PAGES | API | ACCOUNT | CONSOLE | admin_rules()


class AccessMiddleware:
    """Ask the table before every view; what is not in it is nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        rule = rules().get(request.resolver_match.view_name)
        if rule is None:
            raise PermissionDenied
        if not rule.admits(request):
            if request.user.is_authenticated:
                raise PermissionDenied
            return sign_in(request)
        if request.method not in rule.methods:
            return wrong_method(request, rule)
        return None


def sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and from there back to the page; what a POST carried is lost, so nobody is led to it."""
    return redirect_to_login(request.get_full_path() if request.method in READ else reverse("landing"))


def wrong_method(request: HttpRequest, rule: Rule) -> HttpResponse:
    headers = {"Allow": ", ".join(rule.methods)}
    if for_programs(request):
        sentence = _("This address cannot be used in this way. The methods it takes are named in Allow.")
        return problem(405, sentence, headers)
    return TemplateResponse(request, "405.html", status=405, headers=headers).render()
