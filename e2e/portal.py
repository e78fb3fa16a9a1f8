"""A whole portal for the tests in the browser: a database of its own, and web, worker and beat as processes."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from filing_portal.base.server_urls import numbered
from local import processes
from local.launcher import commands

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")  # each parallel process has a portal of its own
DATABASE = f"e2e{PROCESS}"
OPERATOR = {
    "OPERATOR_NAME": "测试运营单位",
    "OPERATOR_EMAIL": "portal@filing.example.org",
    "OPERATOR_PHONE": "010-00000000",
    "OPERATOR_ADDRESS": "北京市西城区测试路 1 号",
}
SECONDS_TO_START = 90
SECONDS_TO_STOP = 10


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, the environment its commands run in, and where its logs are."""

    url: str
    environment: dict[str, str]
    logs: Path

    def run(self, *arguments: str, stdin: str = "") -> str:
        """Return what a management command prints."""
        return self.python("-W", "ignore", "manage.py", *arguments, stdin=stdin)

    def python(self, *arguments: str, stdin: str = "") -> str:
        """Return what a Python program prints that runs as a part of this portal."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def is_well(self) -> bool:
        """Tell whether web, database, broker and worker answer."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(json.load(answer)["ok"])
        except OSError:
            return False

    def wait_until(self, is_so: Callable[[], bool], seconds: float = 60) -> None:
        """Wait for what another process does; when it does not happen, fail with the ends of the logs."""
        if not processes.wait_for(is_so, seconds):
            texts = [path.read_text(errors="replace")[-3000:] for path in sorted(self.logs.glob("*.log"))]
            pytest.fail("\n".join(["It did not happen in time.", *texts]))


@contextmanager
def running(state: Path) -> Iterator[Portal]:
    """Run a portal; its sweeps come every second, and an entry is due for inspection at once."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "filing_portal.settings",
        "DATABASE_URL": new_database(os.environ["DATABASE_URL"]),
        "REDIS_URL": numbered(os.environ["REDIS_URL"], unused_number()),
        "PORT": str(port),
        "SWEEP_SECONDS": "1",
        "INSPECTION_INTERVAL_DAYS": "0",
        "PYTHONWARNINGS": "ignore",
        **OPERATOR,
    }
    portal = Portal(f"http://127.0.0.1:{port}", environment, state)
    portal.run("migrate", "--verbosity", "0")
    children = [
        processes.start(command, log=state / f"{name}.log", cwd=settings.BASE_DIR, env=environment)
        for name, command in commands(port, state).items()
    ]
    try:
        portal.wait_until(portal.is_well, SECONDS_TO_START)
        yield portal
    finally:
        processes.stop(children, SECONDS_TO_STOP)


def new_database(url: str) -> str:
    """Return the URL of an empty database of this portal, beside that of the other tests."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    connection.close()
    return url.rpartition("/")[0] + f"/{DATABASE}"


def unused_number() -> int:
    """Return the number of a Valkey database that nothing else uses: those of the parallel processes come before."""
    if not PROCESS:
        return 2
    return 2 + 2 * (int(os.environ["PYTEST_XDIST_WORKER_COUNT"]) + int(PROCESS.removeprefix("gw")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
