"""Rows that hold a term. Recomputation, letters, dashboard and calendars treat them alike, whatever noun they are."""

from typing import ClassVar, Self, TypeVar

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.scope import ScopedQuerySet
from filing_portal.terms.duties import Duty
from filing_portal.terms.models.terms import Term

H = TypeVar("H", bound="TermHolder")


class TermHolderQuerySet(ScopedQuerySet[H]):
    """What a noun answers about its terms. Each noun overrides every method except `by_time_left`."""

    def owned_by(self, user: User) -> Self:
        """Return the rows of the provider that `user` is a member of."""
        raise NotImplementedError

    def to_do(self) -> Self:
        """Return the rows that wait for their provider, also those without a term yet."""
        raise NotImplementedError

    def to_remind(self) -> Self:
        """Return the rows that get reminders."""
        raise NotImplementedError

    def in_calendar(self) -> Self:
        """Return the rows whose day stands in the provider's calendar."""
        raise NotImplementedError

    def in_office_calendar(self) -> Self:
        """Return the rows whose day stands in the calendar of an officer."""
        raise NotImplementedError

    def with_duty(self) -> Self:
        """Fetch with each row what its duty reads: the term with its limit, and the provider."""
        raise NotImplementedError

    def by_time_left(self) -> Self:
        """Return the rows with the least time left first, those without a day last."""
        return self.order_by("due_on", "pk")


class TermHolder(models.Model):
    """A row that holds a term, once it has begun. `due_on` is the term's due day, copied for the queue's index.

    Only two write `due_on`: the verb that starts or ends the term, and the recomputation that moves it.
    """

    DUTY: ClassVar[type[Duty]]

    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("term"))
    due_on = models.DateField(_("due day"))

    objects = TermHolderQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def duty(self) -> Duty:
        """Return what has to be done within the term, in words."""
        return self.DUTY(self)

    @property
    def is_over(self) -> bool:
        """Tell whether the due day has passed, whether or not anything follows from it."""
        return self.due_on is not None and self.due_on < clock.today()

    def get_absolute_url(self) -> str:
        """Return the row's page for its provider."""
        raise NotImplementedError

    @property
    def console_url(self) -> str:
        """Return the row's page in the console."""
        return reverse(f"admin:{self._meta.app_label}_{self._meta.model_name}_change", args=[self.pk])

    @classmethod
    def view_permission(cls) -> str:
        """Return what an officer needs to see rows of this kind."""
        return f"{cls._meta.app_label}.{get_permission_codename('view', cls._meta)}"


def holders() -> list[type[TermHolder]]:
    """Return every model that holds terms, in the order of INSTALLED_APPS."""
    return [model for model in apps.get_models() if issubclass(model, TermHolder)]
