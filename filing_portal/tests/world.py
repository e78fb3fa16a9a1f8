"""Every URL of the portal, and a world with people in each role and an object of provider A for each kind of page."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from filing_portal.accounts.models import User
from filing_portal.base import parts
from filing_portal.frame import access
from filing_portal.tests.factories import make_officer, make_provider, make_user, owner_of

URLS = access.urls()
NAMES = sorted(URLS)


@dataclass
class World:
    """Two providers, the officers, and one object of provider A in province 11 for each kind of page.

    `arguments` of each URL that has some, `rows` by the model's label, and `secrets`: texts only the owner and the
    office of province 11 may read. Each app adds its own by `add_samples` in its `tests/pages.py`, lowest room first.
    """

    people: dict[str, User | None]
    rows: dict[str, Model]
    secrets: list[str]
    cookies: dict[str, SimpleCookie]
    arguments: dict[str, dict] = field(default_factory=dict)
    client: Client = field(default_factory=Client)

    def call(self, role: str, method: str, path: str):
        """Call the path as the role, as if nothing had been called before, and take back what it did."""
        self.client.cookies = SimpleCookie(self.cookies[role])
        with transaction.atomic():
            response = self.client.generic(method, path)
            transaction.set_rollback(True)
        return response

    def path(self, name: str, object_id: str = "") -> str:
        """Return the URL's path to the sample object; a URL with arguments needs a row here."""
        kwargs = self.arguments[name] if URLS[name].pattern.converters else {}
        if object_id:
            kwargs = {**kwargs, "object_id": object_id}
        return reverse(name, kwargs=kwargs)


def build() -> World:
    a = make_provider(province="11", name="甲方链业公司")
    b = make_provider(province="44")
    people = {
        "anonymous": None,
        "provider A": owner_of(a),
        "provider B": owner_of(b),
        "fresh account": make_user(),
        "officer of 11": make_officer("11"),
        "officer of 44": make_officer("44"),
        "national officer": make_officer("00"),
        "auditor": make_officer("00", "auditor"),
        "system administrator": make_officer("00", "system_administrator"),
    }
    cookies = {role: cookies_of(user) for role, user in people.items()}
    world = World(people, {"providers.provider": a}, [a.name], cookies)
    for part in parts.modules("tests.pages"):
        if hasattr(part, "add_samples"):
            part.add_samples(world)
    for name, pattern in URLS.items():
        if name.startswith("admin:") and "object_id" in pattern.pattern.converters:
            label = ".".join(name.removeprefix("admin:").split("_")[:2])
            row = world.rows.get(label) or apps.get_model(label).objects.order_by("pk").first()
            world.arguments[name] = {"object_id": str(row.pk)}
    return world


def cookies_of(user: User | None) -> SimpleCookie:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.cookies
