"""The schedule of the beat. `@sweep` or `@daily` beside a task says how often it is called."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

# The work of a day is called for every few sweeps, so that a missed hour is caught up at once.
SWEEPS_BETWEEN_DAILY = 12
# By the name of its task: in every how many sweeps it is called.
PERIODS: dict[str, int] = {}


def sweep(work: Callable[[], None]) -> Any:
    """Make the function a task that is called every SWEEP_SECONDS. It may run twice, late or never."""
    return periodic(work, 1)


def daily(work: Callable[[], None]) -> Any:
    """Make the function a task that is called every twelfth sweep, though its work is due once a day.

    It must skip what is already done.
    """
    return periodic(work, SWEEPS_BETWEEN_DAILY)


def periodic(work: Callable[[], None], sweeps: int) -> Any:
    PERIODS[f"{work.__module__}.{work.__name__}"] = sweeps
    return shared_task(work)


def beat_schedule(sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """Return Celery's schedule. A message that waits for two rounds is dropped: the next one does its work."""
    return {task: every(sweeps * sweep_seconds) | {"task": task} for task, sweeps in sorted(PERIODS.items())}


def every(seconds: int) -> dict[str, Any]:
    return {"schedule": seconds, "options": {"expires": 2 * seconds}}
