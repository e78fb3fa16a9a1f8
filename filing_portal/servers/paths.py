"""Where the default servers live, computed from the checkout alone: no server need run, nothing is created."""

import getpass
import hashlib
import tempfile
from pathlib import Path


def state_dir(checkout: Path) -> Path:
    """Return the folder of the default servers' data."""
    return checkout / ".local"


def socket_dir(checkout: Path) -> Path:
    """Return the folder of the sockets: short, since a socket's path ends at 107 bytes."""
    digest = hashlib.sha256(str(state_dir(checkout)).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"portal-{getpass.getuser()}-{digest}"


def database_url(checkout: Path) -> str:
    """Return the URL of the default PostgreSQL."""
    return f"postgresql://portal@{str(socket_dir(checkout)).replace('/', '%2F')}/portal"


def redis_url(checkout: Path) -> str:
    """Return the URL of the default Valkey."""
    return f"unix://{socket_dir(checkout)}/valkey.sock"


def is_embedded(database: str, redis: str) -> bool:
    """Tell whether either URL names a socket of a default server."""
    return "portal-" in redis and redis.startswith("unix://") or "%2Fportal-" in database


def broker_url(redis: str) -> str:
    """Return Celery's spelling of a Redis URL; the broker is database 0."""
    if redis.startswith("unix://"):
        return redis.replace("unix://", "redis+socket://", 1) + "?virtual_host=0"
    return redis.rstrip("/") + "/0"


def broker_options(redis: str) -> dict:
    """Return what Celery's transport needs beside the URL."""
    return {}


def cache_url(redis: str) -> str:
    """Return the cache's spelling of a Redis URL; the cache is database 1."""
    return f"{redis}?db=1" if redis.startswith("unix://") else redis.rstrip("/") + "/1"
