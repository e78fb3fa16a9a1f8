"""Where the default servers live, computed from the checkout alone: no server need run, nothing is created."""

import getpass
import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LONGEST_SOCKET = 107
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Place:
    """Two folders of a set of servers: what lasts, and the sockets. A throw-away place goes with its last user."""

    state: Path
    sockets: Path
    throwaway: bool = False


def state_dir(checkout: Path) -> Path:
    """Return the folder of the default servers' data: PORTAL_STATE, else .local in the checkout."""
    return Path(os.environ.get("PORTAL_STATE") or checkout / ".local").absolute()


def digest(state: Path) -> str:
    """Return the short name of a state folder, used where its own name would be too long."""
    return hashlib.sha256(str(state).encode()).hexdigest()[:12]


def socket_dir(checkout: Path) -> Path:
    """Return the folder of the sockets: short, since a socket's path ends at 107 bytes."""
    name = f"portal-{getpass.getuser()}-{digest(state_dir(checkout))}"
    folder = Path(tempfile.gettempdir()) / name
    return folder if fits(folder) else Path("/tmp") / name


def fits(folder: Path) -> bool:
    """Tell whether the path of a socket in `folder` is short enough for the kernel."""
    return len(str(folder).encode()) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET


def place(checkout: Path) -> Place:
    """Return the place of the default servers of `checkout`."""
    return Place(state_dir(checkout), socket_dir(checkout))


def database_url(checkout: Path) -> str:
    """Return the URL of the default PostgreSQL."""
    return postgres_url(socket_dir(checkout))


def redis_url(checkout: Path) -> str:
    """Return the URL of the default Valkey."""
    return valkey_url(socket_dir(checkout))


def postgres_url(sockets: Path) -> str:
    """Return the URL of a PostgreSQL listening in `sockets`; the port is named, else PGPORT would count."""
    return f"postgresql://portal@{str(sockets).replace('/', '%2F')}:5432/portal"


def valkey_url(sockets: Path) -> str:
    """Return the URL of a Valkey listening in `sockets`."""
    return f"unix://{sockets}/valkey.sock"


def is_embedded(database: str, redis: str) -> bool:
    """Tell whether either URL names a socket of a default server."""
    return bool(re.search(r"(/|%2F)portal-[^/%]+", f"{_host(database)} {redis if redis.startswith('unix:') else ''}"))


def _host(database: str) -> str:
    return urlsplit(database).netloc


def broker_url(redis: str) -> str:
    """Return Celery's spelling of a Redis URL; the broker has the database the URL names, else database 0."""
    if redis.startswith("unix://"):
        return f"redis+socket://{urlsplit(redis).path}?virtual_host={_number(redis)}"
    return _with_number(redis, _number(redis))


def cache_url(redis: str) -> str:
    """Return the cache's spelling of a Redis URL; the cache has the database after the broker's."""
    return _with_number(redis, _number(redis) + 1)


def numbered(redis: str, number: int) -> str:
    """Return the Redis URL with its broker in database `number` and its cache in the one after."""
    return _with_number(redis, number)


def _number(redis: str) -> int:
    parts = urlsplit(redis)
    text = parse_qs(parts.query).get("db", ["0"])[0] if parts.scheme == "unix" else parts.path.strip("/")
    return int(text or 0)


def _with_number(redis: str, number: int) -> str:
    parts = urlsplit(redis)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return parts._replace(path=f"/{number}").geturl()
