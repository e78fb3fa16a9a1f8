"""A database backend that starts the servers of this checkout at the first connection."""

from typing import Any

from django.db.backends.postgresql import base

from local.default import share


class DatabaseWrapper(base.DatabaseWrapper):
    def is_running(self) -> bool:
        """Tell whether connecting starts no server."""
        return share.is_running()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect once the servers run. A command that never connects starts nothing."""
        share.join()
        return super().get_new_connection(conn_params)
