"""Access rules: who may call a view, and by which methods. `page()` puts one beside each path.

The middleware of the frame checks the rule before it calls the view.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

if TYPE_CHECKING:
    from filing_portal.accounts.models import User

View = Callable[..., HttpResponseBase]
READ = ("GET", "HEAD", "OPTIONS")


class SignedRequest(HttpRequest):
    """The request of a view behind `signed_in`, `provider` or `officer`: somebody is signed in."""

    user: "User"


def account_of(request: HttpRequest) -> "User":
    """Return the account that is signed in, where Django's own classes take any request. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Rule:
    """Who may call a view (`public`, `signed_in`, `provider` or `officer` with a permission) by which methods.

    `keeps`: the page shows again what was sent to it after the session had ended.
    """

    who: str
    methods: tuple[str, ...] = READ
    permission: str = ""
    keeps: bool = False


def public(*methods: str) -> Rule:
    """Let everybody read, and send by these `methods`."""
    return Rule("public", READ + methods)


def signed_in(*methods: str) -> Rule:
    """Let who is signed in read, and send by these `methods`."""
    return Rule("signed_in", READ + methods)


def provider(*methods: str, keeps: bool = False) -> Rule:
    """Let a provider's account read, and send by these `methods`; `.owned_by` decides whose rows it sees.

    A view that `keeps` asks `vault.kept` for what was sent to it while nobody was signed in.
    """
    return Rule("provider", READ + methods, keeps=keeps)


def officer(permission: str = "", *methods: str) -> Rule:
    """Let an officer with this permission read, and send by these `methods`; `.within` decides which rows."""
    return Rule("officer", READ + methods, permission)


def page(route: str, view: View, rule: Rule, *, name: str) -> URLPattern:
    """Return the URL of a view with its access rule. Like Django's `path`, but a rule is required."""
    return path(route, ruled(view, rule), name=name)


def ruled(view: View, rule: Rule) -> View:
    """Return the view with its rule; another URL may give the same view another rule."""

    @wraps(view)
    def call(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    call.access_rule = rule  # type: ignore[attr-defined]  # a function may carry attributes; `rule_of` reads it
    return call


def rule_of(view: View) -> Rule | None:
    """Return the rule written beside the view's path, or None: then nobody may call it."""
    return getattr(view, "access_rule", None)


def with_rules(patterns: list[URLPattern | URLResolver], rules: dict[str, Rule]) -> list[URLPattern | URLResolver]:
    """Return the URLs of a library with the rule of each name; what is not in `rules` stays without one."""
    return [ruled_pattern(pattern, rules) for pattern in patterns]


def ruled_pattern(pattern: URLPattern | URLResolver, rules: dict[str, Rule]) -> URLPattern | URLResolver:
    """Return one URL of a library with the rule of its name; for an include, the URLs within it."""
    if isinstance(pattern, URLResolver):
        inner = with_rules(pattern.url_patterns, rules)
        return URLResolver(pattern.pattern, inner, pattern.default_kwargs, pattern.app_name, pattern.namespace)
    rule = rules.get(pattern.name or "")
    view = ruled(pattern.callback, rule) if rule else pattern.callback
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
