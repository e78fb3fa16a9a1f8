"""Which rows an office sees: those of its province, the national office all."""

from typing import Protocol

from django.db import models


class Seat(Protocol):
    """What a scope asks of an office."""

    code: str

    @property
    def is_national(self) -> bool: ...


class ScopedQuerySet(models.QuerySet):
    """Rows that carry a `province`, seen by the office of that province and by the national office."""

    def within(self, office: Seat):
        return self if office.is_national else self.filter(province=office.code)
