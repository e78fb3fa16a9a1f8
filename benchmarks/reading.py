"""Reading the main pages over and over."""

import time
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from django.test import Client

from benchmarks.urls import BARE, EMPTY
from demo.accounts import PASSWORD
from filing_portal.accounts.models import User
from filing_portal.tests.pages import PAGES
from filing_portal.tests.reading import Page, World, cost

READINGS = 25
MAIN = (
    ("home", "visitor"),
    ("registry:search", "visitor"),
    ("registry:record", "visitor"),
    ("registry:verify", "visitor"),
    ("api:entry", "visitor"),
    ("api:entries", "visitor"),
    ("account_login", "visitor"),
    ("dashboard", "member"),
    ("filings:list", "member"),
    ("filings:draft", "member"),
    ("filings:check", "member"),
    ("filings:detail", "member"),
    ("inspections:list", "member"),
    ("inspections:answer", "member"),
    ("letters:list", "member"),
    ("admin:index", "reviewer"),
    ("admin:filings_filing_changelist", "reviewer"),
    ("admin:filings_filing_change", "reviewer"),
    ("admin:providers_provider_changelist", "reviewer"),
    ("admin:providers_provider_change", "reviewer"),
    ("admin:registry_entry_changelist", "reviewer"),
    ("admin:registry_entry_change", "reviewer"),
    ("admin:inspections_inspection_changelist", "reviewer"),
    ("admin:ledger_event_changelist", "auditor"),
)
NOT_THE_DEMO_S = ("?refused",)  # its provider has no filing in this status


class Reading(NamedTuple):
    """What a page cost: questions to the database, milliseconds in the middle, and how often the empty page fits in."""

    page: Page
    status: int
    queries: int
    milliseconds: float
    ratio: float


def demo_world() -> World:
    """Return the demo accounts as the people who read."""
    return World(
        PASSWORD,
        member=account("provider"),
        newcomer=account("new"),
        reviewer=account("zhejiang"),
        auditor=account("auditor"),
        administrator=account("administrator"),
    )


def account(name: str) -> User:
    """Return the demo account of this name."""
    return User.objects.get(email=f"{name}@demo.example")


def main_pages() -> list[Page]:
    """Return the main pages in the order of MAIN, with every variant the table of pages has of them."""
    found = [page for name in MAIN for page in PAGES if (page.name, page.who) == name]
    return [page for page in found if page.query not in NOT_THE_DEMO_S]


def read_all(world: World, readings: int = READINGS) -> Iterator[Reading]:
    """Yield what each main page costs, a bare answer and the empty page first."""
    empty = seconds(Page(EMPTY), world, readings)
    for page in (Page(BARE), Page(EMPTY), *main_pages()):
        status, queries = cost(page, world)
        took = seconds(page, world, readings)
        yield Reading(page, status, queries, took * 1000, took / empty)


def seconds(page: Page, world: World, readings: int) -> float:
    """Return the median time of reading the page."""
    client, path = world.client(page.who), page.path(world)
    client.get(path)
    return median(timed(client, path) for _number in range(readings))


def timed(client: Client, path: str) -> float:
    begun = time.perf_counter()
    client.get(path)
    return time.perf_counter() - begun
