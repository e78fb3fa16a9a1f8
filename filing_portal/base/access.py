"""The words of an access rule, which stands beside its path: who may call a view, and by which methods.

What a rule asks of the person who calls is decided by the middleware of the frame, before the view.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

View = Callable[..., HttpResponseBase]
READ = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Rule:
    """Who may call a view (`public`, `signed_in`, `provider` or `officer` with a permission) by which methods."""

    who: str
    methods: tuple[str, ...] = READ
    permission: str = ""


def public(*methods: str) -> Rule:
    """Everybody may read, and send by these `methods`."""
    return Rule("public", READ + methods)


def signed_in(*methods: str) -> Rule:
    """Whoever is signed in may read, and send by these `methods`."""
    return Rule("signed_in", READ + methods)


def provider(*methods: str) -> Rule:
    """A provider's account may read, and send by these `methods`; whose rows it sees is decided by `.owned_by`."""
    return Rule("provider", READ + methods)


def officer(permission: str = "", *methods: str) -> Rule:
    """An officer with this permission may read, and send by these `methods`; which rows is decided by `.within`."""
    return Rule("officer", READ + methods, permission)


def page(route: str, view: View, rule: Rule, *, name: str) -> URLPattern:
    """Return the URL of a view with its access rule: Django's `path`, which nobody calls past the rule."""
    return path(route, ruled(view, rule), name=name)


def ruled(view: View, rule: Rule) -> View:
    """Return the view with its rule; the same view may stand at another URL with another rule."""

    @wraps(view)
    def call(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    call.access_rule = rule  # type: ignore[attr-defined]
    return call


def rule_of(view: View) -> Rule | None:
    """Return the rule that stands beside the view's path, or None: then the view is nobody's."""
    return getattr(view, "access_rule", None)


def with_rules(patterns: list[URLPattern | URLResolver], rules: dict[str, Rule]) -> list[URLPattern | URLResolver]:
    """Return the URLs of a library with the rule of each name; what is not in `rules` stays without one."""
    return [ruled_pattern(pattern, rules) for pattern in patterns]


def ruled_pattern(pattern: URLPattern | URLResolver, rules: dict[str, Rule]) -> URLPattern | URLResolver:
    if isinstance(pattern, URLResolver):
        inner = with_rules(pattern.url_patterns, rules)
        return URLResolver(pattern.pattern, inner, pattern.default_kwargs, pattern.app_name, pattern.namespace)
    rule = rules.get(pattern.name or "")
    view = ruled(pattern.callback, rule) if rule else pattern.callback
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
