"""The spellings of one Redis URL, and the URLs that production refuses."""

import re
from urllib.parse import parse_qs, urlsplit


def broker_url(redis: str) -> str:
    """Return Celery's spelling of a Redis URL; the broker has the database the URL names, else database 0."""
    if redis.startswith("unix://"):
        return f"redis+socket://{urlsplit(redis).path}?virtual_host={_number(redis)}"
    return numbered(redis, _number(redis))


def cache_url(redis: str) -> str:
    """Return the cache's spelling of a Redis URL; the cache has the database after the broker's."""
    return numbered(redis, _number(redis) + 1)


def numbered(redis: str, number: int) -> str:
    """Return the Redis URL with its broker in database `number` and its cache in the one after."""
    parts = urlsplit(redis)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return parts._replace(path=f"/{number}").geturl()


def is_embedded(database: str, redis: str) -> bool:
    """Tell whether either URL names a socket of the servers that `make run` and the tests start."""
    sockets = f"{urlsplit(database).netloc} {redis if redis.startswith('unix:') else ''}"
    return bool(re.search(r"(/|%2F)portal-[^/%]+", sockets))


def _number(redis: str) -> int:
    parts = urlsplit(redis)
    text = parse_qs(parts.query).get("db", ["0"])[0] if parts.scheme == "unix" else parts.path.strip("/")
    return int(text or 0)
