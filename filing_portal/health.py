"""What the health page reports: four parts that must answer, and figures that should be zero."""

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from redis.exceptions import RedisError

from filing_portal.tasks import HEARTBEAT_KEY
from filings.models import Filing

WAIT_SECONDS = 2


def report() -> dict:
    """Return the state of web, database, broker and worker, and how many filings wait for their number."""
    database, broker = database_answers(), broker_answers()
    parts = {"web": True, "database": database, "broker": broker, "worker": broker and worker_beats()}
    return {
        "ok": all(parts.values()),
        **parts,
        "filed_without_number": Filing.objects.unnumbered().order_by().count() if database else None,
    }


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
