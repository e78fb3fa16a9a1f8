"""`makemigrations` without a database."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db import connections


class Command(makemigrations.Command):
    """Compare models and migrations only: `migrate` finds whether a database's history fits."""

    def handle(self, *app_labels: str, **options: Any) -> None:
        connections["default"].settings_dict["ENGINE"] = (
            "django.db.backends.dummy"  # the name under which it looks away
        )
        super().handle(*app_labels, **options)
