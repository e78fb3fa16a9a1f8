"""Every URL of the portal, and a world with people in each role and an object of provider A for each kind of page."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from filing_portal.accounts.models import User
from filing_portal.feeds.workflow import open_feed
from filing_portal.offices.models import Officer
from filing_portal.terms.models import Audit, Notice, Recomputation
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
    owner_of,
)


def walk(patterns, namespaces=()) -> Iterator[tuple[str, URLPattern]]:
    """Yield every URL with its full name; a nameless one has "" behind its namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name or "")), pattern
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from walk(pattern.url_patterns, inner)


URLS = dict(walk(get_resolver().url_patterns))
NAMES = sorted(URLS)


@dataclass
class World:
    """Two providers, the officers, and one object of provider A in province 11 for each kind of page."""

    people: dict[str, User | None]
    arguments: dict[str, dict]
    secrets: list[str]
    client: Client
    cookies: dict[str, SimpleCookie]

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
    draft = make_filing(a, service_name="甲方草稿服务")
    submitted = make_filing(a, "submitted", service_name="甲方待审服务")
    entry = make_entry(a, service_name="甲方备案服务")
    inspection = make_inspection(entry)
    letter = owner_of(a).letters.first()
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
    of_a_draft, of_a_case = {"uuid": draft.uuid}, {"uuid": submitted.uuid}
    arguments = {
        **dict.fromkeys(("filings:draft", "filings:entity", "filings:check", "filings:discard"), of_a_draft),
        **dict.fromkeys(("filings:confirmation", "filings:detail", "filings:withdraw"), of_a_case),
        "filings:section": {**of_a_draft, "code": "service"},
        "filings:start_again": of_a_case,
        "letters:detail": {"uuid": letter.uuid},
        "inspections:answer": {"uuid": inspection.uuid},
        "registry:record": {"text": entry.number},
        "api:entry": {"number": entry.number},
    }
    arguments["calendar_ics"] = {"secret": open_feed(by=people["provider A"])}
    rows = {"filing": submitted, "provider": a, "entry": entry, "inspection": inspection}
    officer = Officer.objects.get(user=people["officer of 11"])
    rows |= {"officer": officer, "office": officer.office, "role": officer.role}
    notice = Notice.objects.latest("pk")
    rows |= {"recomputation": Recomputation.objects.create(calendar=notice)}
    rows |= {"audit": Audit.objects.create(slot=notice.published_on, calendar=notice, terms=1, differences=0)}
    for name, pattern in URLS.items():
        if name.startswith("admin:") and "object_id" in pattern.pattern.converters:
            model = name.split("_")[1]
            row = rows.get(model) or sample(name.removeprefix("admin:").split("_")[0], model)
            arguments[name] = {"object_id": str(row.pk)}
    secrets = [a.name, draft.service_name, submitted.service_name, submitted.reference]
    cookies = {role: cookies_of(user) for role, user in people.items()}
    return World(people, arguments, secrets, Client(), cookies)


def cookies_of(user: User | None) -> SimpleCookie:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.cookies


def sample(app, model):
    return apps.get_model(app, model).objects.order_by("pk").first()
