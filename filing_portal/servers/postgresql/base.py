from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from filing_portal.servers.binaries import Unavailable
from filing_portal.servers.default import share


class DatabaseWrapper(base.DatabaseWrapper):
    """A command that never connects starts nothing; one that does finds the servers running and migrated."""

    def get_new_connection(self, conn_params):
        try:
            share.join()
        except Unavailable as reason:
            raise ImproperlyConfigured(str(reason)) from reason
        return super().get_new_connection(conn_params)
