"""The fields of a filing (art. 11), each described once.

Forms, checks, snapshots, differences, the officer's rows and the public record all read this table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base.lines import Words
from providers.states import Nature


class Category(models.TextChoices):
    """Service category 服务类别: the provider's role (art. 2)."""

    INFRASTRUCTURE = "infrastructure", _("Infrastructure provider")
    APPLICATION = "application", _("Application operator")
    TECHNOLOGY = "technology", _("Technology provider")


class ServiceForm(models.TextChoices):
    """Service form 服务形式: how people reach the service."""

    WEBSITE = "website", _("Website")
    APP = "app", _("Mobile app")
    CLIENT = "client", _("Desktop client")
    MINI_PROGRAM = "mini_program", _("Mini program")
    OFFICIAL_ACCOUNT = "official_account", _("Official account")
    INTERFACE = "interface", _("Programming interface")


class ApplicationField(models.TextChoices):
    """Application field 应用领域."""

    EVIDENCE = "evidence", _("Judicial evidence")
    COPYRIGHT = "copyright", _("Copyright protection")
    TRACE = "trace", _("Product tracing")
    SUPPLY_CHAIN = "supply_chain", _("Supply chain finance")
    TRADE = "trade", _("Trade and logistics")
    GOVERNMENT = "government", _("Government services")
    HEALTH = "health", _("Health care")
    ENERGY = "energy", _("Energy")
    COLLECTIBLES = "collectibles", _("Digital collectibles")
    BASE = "base", _("Blockchain infrastructure")
    OTHER = "other", _("Other")


@dataclass(frozen=True)
class Item:
    """One field: its column, section, label, the article it serves and how it is treated.

    `kind` says how its value reads; a `public` item stands on the public record; changing a `substantial` one
    needs a change filing, the others may be corrected in an inspection. An `optional` item that is needed in some
    cases says `when`, in words beside its label. An item of kind "person" or "document" is personal data: a snapshot
    holds only the sealed value's id and digest.
    """

    name: str
    section: str
    label: Words
    article: str
    kind: Literal["text", "lines", "url", "date", "county", "choice", "choices", "person", "document"] = "text"
    choices: type[models.TextChoices] | None = None
    public: bool = False
    substantial: bool = True
    optional: bool = False
    when: Words = ""


@dataclass(frozen=True)
class Section:
    """A page of the form, in the order in which people answer."""

    code: str
    title: Words


ENTITY, SERVICE, SERVER, PERSON = "entity", "service", "server", "person"

SECTIONS = (
    Section(ENTITY, _("Entity information")),
    Section(SERVICE, _("Service information")),
    Section(SERVER, _("Server address")),
    Section(PERSON, _("Responsible person for the service")),
)
# The entity's facts come from the provider's own page and are frozen with each round; the others are asked.
ASKED = tuple(section for section in SECTIONS if section.code != ENTITY)

ITEMS = (
    Item("name", ENTITY, _("Name of the provider"), "11", public=True),
    Item("nature", ENTITY, _("Nature"), "11", kind="choice", choices=Nature),
    Item("credit_code", ENTITY, _("Unified social credit code"), "11", optional=True),
    Item("document", ENTITY, _("Identity document"), "11", kind="document", optional=True),
    Item("county", ENTITY, _("Place of registration"), "11", kind="county", public=True),
    Item("address", ENTITY, _("Address on the document"), "11"),
    Item("postal_address", ENTITY, _("Postal address"), "11"),
    Item("legal_representative", ENTITY, _("Legal representative"), "11", optional=True),
    Item("investor", ENTITY, _("Investor or supervising unit"), "11", optional=True),
    Item("home_page", ENTITY, _("Home page of the provider"), "11", kind="url", optional=True),
    Item("service_name", SERVICE, _("Service name"), "11", public=True),
    Item("category", SERVICE, _("Service category"), "11", kind="choice", choices=Category, public=True),
    Item("forms", SERVICE, _("Service form"), "11", kind="choices", choices=ServiceForm, public=True),
    Item("fields", SERVICE, _("Application field"), "11", kind="choices", choices=ApplicationField, public=True),
    Item(
        "other_field",
        SERVICE,
        _("Other application field"),
        "11",
        public=True,  # “Other” alone would tell the public nothing
        optional=True,
        when=_("(required for “Other”)"),
    ),
    Item("description", SERVICE, _("Description"), "11", kind="lines", substantial=False),
    Item(
        "web_address",
        SERVICE,
        _("Web address"),
        "11",
        kind="url",
        public=True,
        optional=True,
        when=_("(required for a website)"),
    ),
    Item(
        "client_name",
        SERVICE,
        _("Client name"),
        "11",
        public=True,
        optional=True,
        substantial=False,
        when=_("(required without web address and account name)"),
    ),
    Item(
        "account_name",
        SERVICE,
        _("Official account name"),
        "11",
        public=True,
        optional=True,
        substantial=False,
        when=_("(required without web address and client name)"),
    ),
    Item("started_on", SERVICE, pgettext_lazy("service", "Start date"), "11", kind="date"),
    Item("server_county", SERVER, _("Server location"), "11", kind="county", public=True),
    Item("server_address", SERVER, pgettext_lazy("field", "Server address"), "11", kind="lines"),
    Item("person", PERSON, _("Responsible person"), "11", kind="person", substantial=False),
)
BY_NAME = {item.name: item for item in ITEMS}
ANSWERS = tuple(item for item in ITEMS if item.section != ENTITY)


def items_of(section: str) -> Iterator[Item]:
    """Yield the items of one section in order."""
    return (item for item in ITEMS if item.section == section)
