"""The default servers of this checkout, for those whose URL is not set."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from filing_portal.servers.paths import place
from filing_portal.servers.sharing import CHECKOUT, Share

VARIABLES = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}


def migrate() -> None:
    """The database has every table; a connection of its own is used, since the caller's is not open yet."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(_migrate).result()


def _migrate() -> None:
    connection = connections["default"]
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()


share = Share(place(CHECKOUT), [name for name, variable in VARIABLES.items() if not os.environ.get(variable)], migrate)
