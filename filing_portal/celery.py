"""The Celery app: its tasks are those of all apps, with their queues and their times."""

import os
from typing import Any

from celery import Celery
from celery.signals import import_modules
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from filing_portal.schedule.beat import beat_schedule
from filing_portal.schedule.queues import route

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filing_portal.settings")

app = Celery("filing_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_routes = (route,)
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks()


# Connected after the discovery of the tasks: by then PERIODS has the period of each of them.
@import_modules.connect(sender=app, weak=False)  # type: ignore[untyped-decorator]  # Celery has no types
def take_in_schedule(**_signal: Any) -> None:
    """Put what the tasks of all apps say about their times into the schedule of the beat."""
    app.conf.beat_schedule = beat_schedule(settings.SWEEP_SECONDS)
