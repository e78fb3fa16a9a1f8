"""Check the access rule before every view; a view without a rule is refused with 403."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import gettext as _

from filing_portal.base.api import for_programs, problem
from filing_portal.base.rules import READ, Rule, View, rule_of
from filing_portal.vault import kept


def admits(rule: Rule, request: HttpRequest) -> bool:
    """Tell whether the person who calls is one of those the rule names."""
    user = request.user
    if rule.who == "public":
        return True
    if not user.is_authenticated:
        return False
    if rule.who == "provider":
        return user.post is None
    if rule.who == "officer":
        return user.post is not None and (not rule.permission or user.has_perm(rule.permission))
    return rule.who == "signed_in"


def urls() -> dict[str, URLPattern]:
    """Return every URL of the portal by its full name; a nameless one has "" behind its namespaces."""
    return dict(walk(get_resolver().url_patterns))


def walk(
    patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name or "")), pattern
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from walk(pattern.url_patterns, inner)


def rules() -> dict[str, Rule]:
    """Return the rules by the name of their URL, as they stand beside the paths."""
    return {name: rule for name, url in urls().items() if (rule := rule_of(url.callback))}


class AccessMiddleware:
    """Check the rule before every view; refuse a view that has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request through, or return the sign-in or a 405. Raises PermissionDenied without rule or right."""
        rule = rule_of(view)
        if rule is None:
            raise PermissionDenied
        if not admits(rule, request):
            if request.user.is_authenticated:
                raise PermissionDenied
            return sign_in(request, rule)
        if request.method not in rule.methods:
            return wrong_method(request, rule)
        return None


def sign_in(request: HttpRequest, rule: Rule) -> HttpResponse:
    """Redirect to the sign-in, and from there back to the page.

    After a POST say what became of the data sent: a page that keeps them shows them again, elsewhere they are lost.
    An officer is led to where the work is.
    """
    if request.method in READ:
        return redirect_to_login(request.get_full_path())
    if rule.who == "officer":
        return redirect_to_login(reverse("landing"))
    if rule.keeps and kept.keep(request):
        messages.warning(
            request,
            _(
                "Your session had ended, so this page is not saved yet. Sign in again within 30 minutes: what you"
                " entered is kept until then."
            ),
        )
    else:
        messages.warning(
            request, _("Your session had ended, so nothing was saved. Sign in again and repeat the last step.")
        )
    return redirect_to_login(request.path)


def wrong_method(request: HttpRequest, rule: Rule) -> HttpResponse:
    """Answer 405 and name the methods the rule allows."""
    headers = {"Allow": ", ".join(rule.methods)}
    if for_programs(request):
        sentence = _("This address cannot be used in this way. The methods it takes are named in Allow.")
        return problem(405, sentence, headers)
    return TemplateResponse(request, "405.html", status=405, headers=headers).render()
