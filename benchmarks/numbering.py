"""How long after the decision a number is public: with the message that rings for it, and when that is lost."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from filing_portal.accounts.models import User
from filing_portal.schedule.tasks import HEARTBEAT_KEY
from filings.models import Filing
from local import processes
from local.launcher import commands
from registry.models import Entry
from reviews.workflow import accept

LOOKS_EVERY = 0.02
PATIENCE = 60
NO_PORT = 0


@contextmanager
def worker_and_beat(state: Path) -> Iterator[None]:
    """Run a real worker and a real beat; yield once they have given a sign of life."""
    cache.delete(HEARTBEAT_KEY)
    wanted = {name: command for name, command in commands(NO_PORT, state).items() if name != "web"}
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    children = [
        processes.start(command, log=state / f"{name}.log", cwd=settings.BASE_DIR, env=environment)
        for name, command in wanted.items()
    ]
    try:
        if not processes.wait_for(lambda: cache.get(HEARTBEAT_KEY) is not None, PATIENCE):
            sys.exit(f"Worker and beat did not start in {PATIENCE} seconds. See the logs in {state}.")
        yield
    finally:
        processes.stop(children, seconds=10)


def decide(filing: Filing, officer: User) -> None:
    """Accept the filing and send its message."""
    accept(filing.pk, filing.rounds.count(), by=officer)


def decide_and_lose_the_message(filing: Filing, officer: User) -> None:
    """Accept the filing and lose what should follow its commit, as when the broker or the web dies."""
    with transaction.atomic():
        decide(filing, officer)
        connection.run_on_commit = []


def seconds_to_public(filing: Filing, officer: User, verb: Callable[[Filing, User], None]) -> float:
    """Return how long after the decision the public register shows the service."""
    client, query = Client(), urlencode({"q": filing.service_name})
    verb(filing, officer)
    begun = time.perf_counter()
    if not processes.wait_for(lambda: is_public(client, query, filing), PATIENCE):
        sys.exit(f"No number after {PATIENCE} seconds.")
    return time.perf_counter() - begun


def is_public(client: Client, query: str, filing: Filing) -> bool:
    """Tell whether the API finds the entry of the filing; others may have the same name."""
    time.sleep(LOOKS_EVERY)
    found = {item["number"] for item in client.get(f"/api/v1/entries?{query}").json()["items"]}
    entry = Entry.objects.filter(service_id=filing.service_id).first()
    return entry is not None and entry.full_number in found


def measure(officer: User, times: int) -> dict[str, list[float]]:
    """Return the seconds of so many decisions of the officer's queue, with and without the message."""
    queue = list(Filing.objects.awaiting_review().filter(province=officer.post.office.code)[: 2 * times])
    return {
        "with the message": [seconds_to_public(filing, officer, decide) for filing in queue[:times]],
        "message lost": [seconds_to_public(filing, officer, decide_and_lose_the_message) for filing in queue[times:]],
    }
