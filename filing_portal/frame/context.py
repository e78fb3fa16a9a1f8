"""The context of every template: the operator, the fixed sentence, and the navigation of whoever is signed in."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.base import parts
from filing_portal.base.parts import MenuItem
from filing_portal.letters.models import Letter
from providers.acting import acting_provider

LAW_URL = "http://www.cac.gov.cn/2019-01/10/c_1123971164.htm"
FIXED_SENTENCE = _(
    "Filing only records facts about a subject's blockchain information service. It is not an endorsement of its"
    " organisation, products or services, and no organisation or person may use it for any commercial purpose."
)

SIGN_IN = ((_("Provider sign-in"), "account_login"), (_("Sign up"), "account_signup"))
CONSOLE = ((_("Review console"), "admin:index"),)
OWN = (
    (_("Calendar subscription"), "calendar_feed"),
    (_("Change password"), "account_change_password"),
    (_("Two-step sign-in"), "mfa_index"),
)


@dataclass(frozen=True)
class Item:
    """A link of the main navigation; `is_current` marks the page, or the part of the portal, being read."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Navigation:
    """The links of the masthead, and of the list under the name of the person signed in."""

    items: list[Item]
    name: str = ""
    account: tuple[Item, ...] = ()


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return what all templates share; the navigation asks the database only when a page shows it."""
    return {
        "operator_name": settings.OPERATOR_NAME,
        "is_demo": settings.IS_DEMO,
        "shows_outbox": settings.SHOWS_OUTBOX,
        "fixed_sentence": FIXED_SENTENCE,
        "law_url": LAW_URL,
        "nav": SimpleLazyObject(partial(navigation, request)),
    }


def navigation(request: HttpRequest) -> Navigation:
    """Return the navigation for a visitor, a provider's member or an officer."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Navigation(links(request, (*public_menu(), *SIGN_IN)))
    if user.post:
        return Navigation(links(request, (*public_menu(), *CONSOLE)), str(user), tuple(links(request, OWN)))
    provider = acting_provider(request)
    name = provider.name if provider else str(user)
    items = links(request, member_menu())
    items.append(item(request, messages_label(user), "letters:list"))
    return Navigation(items, name, tuple(links(request, account_menu())))


def public_menu() -> tuple[MenuItem, ...]:
    """Return the lines of the masthead for everybody: the home page, and what the apps bring."""
    return (_("Home"), "home"), *(line for app in parts.apps() for line in app.public_menu)


def member_menu() -> tuple[MenuItem, ...]:
    """Return the lines of the masthead for a provider's member: the dashboard, and what the apps bring."""
    return (_("Dashboard"), "dashboard"), *(line for app in parts.apps() for line in app.member_menu)


def account_menu() -> tuple[MenuItem, ...]:
    """Return the lines under a member's name: what the apps bring, and what belongs to the account itself."""
    brought = (line for app in parts.apps() for line in app.account_menu)
    return *brought, (_("E-mail address"), "account_email"), *OWN


def messages_label(user: User) -> str:
    """Return the label of the messages, with the number of those not read yet."""
    unread = Letter.objects.addressed_to(user).unread().count()
    return ngettext("Messages (%(n)s)", "Messages (%(n)s)", unread) % {"n": unread} if unread else gettext("Messages")


def links(request: HttpRequest, entries: tuple[MenuItem, ...]) -> list[Item]:
    return [item(request, label, name) for label, name in entries]


def item(request: HttpRequest, label: str | Promise, name: str) -> Item:
    url = reverse(name)
    is_current = request.path == url if name == "home" else request.path.startswith(url)
    return Item(str(label), url, is_current)
