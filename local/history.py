"""Whether this code can go on from the migrations that a database has seen."""

import sys
from pathlib import Path

from django.apps import AppConfig, apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

from local.place import CHECKOUT


def is_readable(loader: MigrationLoader, connection: BaseDatabaseWrapper) -> bool:
    """Tell whether every applied migration of the portal is one of this code and stands on those before it.

    An app that is no longer installed counts as the portal's. Of a library's migrations only the order is looked at.
    """
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)  # squashed: what they replace may still be on record
    of_libraries = {config.label for config in apps.get_app_configs() if not _is_own(config)}
    if any(key not in known and key[0] not in of_libraries for key in loader.applied_migrations):
        return False
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return False
    return True


def _is_own(config: AppConfig) -> bool:
    path = Path(config.path)
    return path.is_relative_to(CHECKOUT) and not path.is_relative_to(sys.prefix)  # .venv is in the checkout too
