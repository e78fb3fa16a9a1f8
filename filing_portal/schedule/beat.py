"""The schedule of the beat: `@sweep` or `@daily` beside a task says how often it runs."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

# What happens once a day is asked for every few sweeps, so that a missed hour is caught up at once.
SWEEPS_BETWEEN_DAILY = 12
# By the name of its task: every how many sweeps it is asked for.
PERIODS: dict[str, int] = {}


def sweep(work: Callable[[], None]) -> Any:
    """Make the function a task that is asked for every SWEEP_SECONDS. It may run twice, late or never."""
    return periodic(work, 1)


def daily(work: Callable[[], None]) -> Any:
    """Make the function a task of once a day, asked for every few sweeps: it knows itself what is done already."""
    return periodic(work, SWEEPS_BETWEEN_DAILY)


def periodic(work: Callable[[], None], sweeps: int) -> Any:
    PERIODS[f"{work.__module__}.{work.__name__}"] = sweeps
    return shared_task(work)


def beat_schedule(sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """Return Celery's schedule; a message that waits for two rounds is dropped, since the next one does its work."""
    return {task: every(sweeps * sweep_seconds) | {"task": task} for task, sweeps in sorted(PERIODS.items())}


def every(seconds: int) -> dict[str, Any]:
    return {"schedule": seconds, "options": {"expires": 2 * seconds}}
