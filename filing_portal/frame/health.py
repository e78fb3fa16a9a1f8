"""Report the health of the portal: four parts that must answer, and figures that should be zero."""

from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from redis.exceptions import RedisError

from filing_portal.base import parts
from filing_portal.schedule.tasks import HEARTBEAT_KEY

WAIT_SECONDS = 2


def report() -> dict[str, Any]:
    """Return the state of web, database, broker and worker, and the figures; without a database they are unknown."""
    database, broker = database_answers(), broker_answers()
    answers = {"web": True, "database": database, "broker": broker, "worker": broker and worker_beats()}
    return {"ok": all(answers.values()), **answers, **figures(database)}


def figures(has_database: bool) -> dict[str, int | None]:
    """Return the figures of every app that has some, uppermost room first; None for what is unknown."""
    return {name: count() if has_database else None for name, count in counted().items()}


def counted() -> dict[str, Callable[[], int | None]]:
    found: dict[str, Callable[[], int | None]] = {}
    for part in reversed([*parts.modules("figures")]):
        found |= part.FIGURES
    return found


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def broker_answers() -> bool:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=WAIT_SECONDS, socket_connect_timeout=WAIT_SECONDS
        ) as client:
            return bool(client.ping())
    except RedisError:
        return False


def worker_beats() -> bool:
    """Tell whether a worker has carried out a beat of the schedule within the last minute."""
    return cache.get(HEARTBEAT_KEY) is not None
