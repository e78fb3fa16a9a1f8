"""What the health page reports: four parts that must answer, and figures that should be zero."""

from datetime import timedelta

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from redis.exceptions import RedisError

from filing_portal.base import clock
from filing_portal.schedule.tasks import HEARTBEAT_KEY
from filing_portal.terms import workflow
from filing_portal.terms.missing import years_overdue
from filing_portal.terms.models import Audit, Recomputation
from filings.models import Filing

WAIT_SECONDS = 2
RECENT = timedelta(days=2)
FIGURES = ("filed_without_number", "calendar_years_missing", "recomputations_waiting", "terms_differing")


def report() -> dict:
    """Return the state of web, database, broker and worker, and the figures; without a database they are unknown."""
    database, broker = database_answers(), broker_answers()
    parts = {"web": True, "database": database, "broker": broker, "worker": broker and worker_beats()}
    return {"ok": all(parts.values()), **parts, **(figures() if database else dict.fromkeys(FIGURES))}


def figures() -> dict[str, int | None]:
    """Return how many filings wait for their number, years for their notice, recomputations for the worker.

    `terms_differing`: how many terms the last self-audit found differing; None while there was none of late.
    """
    today = clock.today()
    return {
        "filed_without_number": Filing.objects.unnumbered().order_by().count(),
        "calendar_years_missing": len(years_overdue(today, workflow.calendar().last_year)),
        "recomputations_waiting": Recomputation.objects.filter(finished_at=None).count(),
        "terms_differing": Audit.objects.filter(slot__gte=today - RECENT).values_list("differences", flat=True).first(),
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
