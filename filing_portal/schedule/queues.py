"""The queues of the tasks: `@queued` beside a task names its queue; the others share the default one."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

# The queue by the name of its task. The worker of every queue is started in deploy/ and by the launcher.
QUEUES: dict[str, str] = {}


def queued(queue: str, **options: Any) -> Callable[[Callable[..., None]], Any]:
    """Make the function a task of this queue; `options` are those of Celery's `shared_task`."""

    def register(work: Callable[..., None]) -> Any:
        QUEUES[f"{work.__module__}.{work.__name__}"] = queue
        return shared_task(**options)(work)

    return register


def route(name: str, *_arguments: Any, **_options: Any) -> dict[str, str] | None:
    """Return Celery's route of the task, or None where it has no queue of its own."""
    return {"queue": QUEUES[name]} if name in QUEUES else None
