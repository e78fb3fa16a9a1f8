"""The worker's sign of life."""

from django.core.cache import cache
from django.utils import timezone

from filing_portal.schedule.beat import sweep

HEARTBEAT_KEY = "worker-heartbeat"
HEARTBEAT_SECONDS = 60


@sweep
def heartbeat() -> None:
    """Leave a sign of life that the health page reads; it fades after a minute."""
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat(), HEARTBEAT_SECONDS)
