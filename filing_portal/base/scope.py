"""Which rows an office sees: those of its province, the national office all."""

from typing import Protocol, Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Seat(Protocol):
    """What a scope reads of an office."""

    @property
    def code(self) -> str: ...

    @property
    def is_national(self) -> bool: ...


class ScopedQuerySet(models.QuerySet[M]):
    """Rows that carry a `province`, seen by the office of that province and by the national office."""

    def within(self, office: Seat) -> Self:
        """Return the rows that `office` sees."""
        return self if office.is_national else self.filter(province=office.code)
