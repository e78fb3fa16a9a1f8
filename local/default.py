"""This checkout's servers, for those whose URL is not set."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from local.history import is_readable
from local.place import CHECKOUT, VARIABLES, of_checkout
from local.sharing import Share


def migrate() -> None:
    """Give the database every table, over a connection of its own, since the caller's is not open yet; idempotent.

    Raises CommandError when an earlier version of the portal has made the data.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(_migrate).result()


def _migrate() -> None:
    connection = connections["default"]
    try:
        executor = MigrationExecutor(connection)
        if not is_readable(executor.loader, connection):
            state = share.place.state
            folder = state.relative_to(CHECKOUT) if state.is_relative_to(CHECKOUT) else state
            raise CommandError(
                f"The data in {folder} were made by an earlier version, which this one cannot read. "
                f"Delete the folder {folder} and start again."
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()


share = Share(of_checkout(), [name for name, variable in VARIABLES.items() if not os.environ.get(variable)], migrate)
