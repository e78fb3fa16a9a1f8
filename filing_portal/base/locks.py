"""The one lock of the portal: every row is locked with the same strength."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def for_update(rows: models.QuerySet[M]) -> models.QuerySet[M]:
    """Return the rows, locked until the transaction ends.

    Their keys stay free: whoever writes a row that points to one of them neither waits nor falls into a deadlock.
    """
    return rows.select_for_update(of=("self",), no_key=True)
