"""How a page is read and what that costs; the pages themselves stand in `tests/pages.py` of each app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filing_portal.accounts.models import User
from providers.models import Provider

BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")
OK, ELSEWHERE, ABSENT = 200, 302, 404


@dataclass(frozen=True)
class World:
    """Who opens the pages: a provider's member with filings in every status, and officers of its province."""

    password: str
    member: User
    newcomer: User
    reviewer: User
    auditor: User
    administrator: User
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def provider(self) -> Provider:
        return self.member.memberships.get().provider

    def client(self, who: str) -> Client:
        """Return the browser of that person; a visitor's is signed in to nothing."""
        if who not in self.clients:
            self.clients[who] = Client()
            if who != "visitor":
                person = {"login": getattr(self, who).email, "password": self.password}
                self.clients[who].post(reverse("account_login"), person)
                self.clients[who].post(reverse("account_reauthenticate"), person)
        return self.clients[who]


class Page(NamedTuple):
    """A URL's name, its reader, what stands in its path and query, and the status it answers with."""

    name: str
    who: str = "visitor"
    find: Callable[[World], dict] = lambda world: {}
    query: str = ""
    status: int = OK

    def path(self, world: World) -> str:
        return reverse(self.name, kwargs=self.find(world)) + self.query

    @property
    def label(self) -> str:
        return f"{self.name}{self.query}"


class Cost(NamedTuple):
    """What one reading of a page took: the status it answered with, and how many questions to the database."""

    status: int
    queries: int


def cost(page: Page, world: World) -> Cost:
    """Return what the page takes on its second reading: the first one fills what is kept between requests."""
    client, path = world.client(page.who), page.path(world)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    asked = [query for query in captured if not query["sql"].startswith(BOOKKEEPING)]
    return Cost(response.status_code, len(asked))


def first(label: str) -> Callable[[World], dict]:
    """Return what finds the first row of a model."""
    return lambda world: {"object_id": apps.get_model(label).objects.order_by("pk").first().pk}


def member(*pages: tuple) -> tuple[Page, ...]:
    return tuple(Page(page[0], "member", *page[1:]) for page in pages)


def console(who: str, *pages: tuple) -> tuple[Page, ...]:
    return tuple(Page(f"admin:{page[0]}", who, *page[1:]) for page in pages)
