from django.core.management.commands import makemigrations
from django.db import connections


class Command(makemigrations.Command):
    """Compares models and migrations only: whether a database's history fits is for `migrate` to find."""

    def handle(self, *app_labels, **options):
        connections["default"].settings_dict["ENGINE"] = (
            "django.db.backends.dummy"  # the name under which it looks away
        )
        super().handle(*app_labels, **options)
