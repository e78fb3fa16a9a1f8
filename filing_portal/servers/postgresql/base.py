from django.core.management import CommandError
from django.db.backends.postgresql import base

from filing_portal.servers.binaries import Unavailable
from filing_portal.servers.default import share


class DatabaseWrapper(base.DatabaseWrapper):
    """A command that never connects starts nothing; one that does finds the servers running and migrated."""

    def get_new_connection(self, conn_params):
        try:
            share.join()
        except Unavailable as reason:
            raise CommandError(str(reason)) from reason  # manage.py prints its sentence alone
        return super().get_new_connection(conn_params)
