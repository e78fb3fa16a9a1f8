"""Where a set of servers lives."""

import getpass
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VARIABLES = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}  # of each server
LONGEST_SOCKET = 107  # bytes of a path; the kernel's limit
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Place:
    """Two folders of a set of servers: what lasts, and the sockets. A throw-away place goes with its last user."""

    state: Path
    sockets: Path
    throwaway: bool = False

    @property
    def urls(self) -> dict[str, str]:
        """Return the servers' URLs by the variable each of them stands in for."""
        host = str(self.sockets).replace("/", "%2F")
        return {
            "DATABASE_URL": f"postgresql://portal@{host}:5432/portal",  # without a port, PGPORT would count
            "REDIS_URL": f"unix://{self.sockets}/valkey.sock",
        }


def of_checkout() -> Place:
    """Work out the place of this checkout's servers from names alone: nothing need run, nothing is created.

    Its state is in PORTAL_STATE, else in `.local`; its sockets are elsewhere, where their path is short.
    """
    state = Path(os.environ.get("PORTAL_STATE") or CHECKOUT / ".local").absolute()
    name = f"portal-{getpass.getuser()}-{hashlib.sha256(str(state).encode()).hexdigest()[:12]}"
    sockets = Path(tempfile.gettempdir()) / name
    return Place(state, sockets if fits(sockets) else Path("/tmp") / name)


def make_throwaway() -> Place:
    """Make an empty folder for servers that go with their last user."""
    folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
    if not fits(folder):
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
    return Place(folder, folder, throwaway=True)


def fits(folder: Path) -> bool:
    """Tell whether the path of a socket in `folder` is short enough for the kernel."""
    return len(os.fsencode(folder)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET
