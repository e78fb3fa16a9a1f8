"""What has to be done within a term, in words. Each noun that holds terms has a `duties.py` of its own."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, NamedTuple

from filing_portal.accounts.models import User


class Action(NamedTuple):
    """Where the provider goes on, and the words for it."""

    url: str
    label: str


NO_ACTION = Action("", "")


class Duty(ABC):
    """What the provider, or the office, has to do within the term of one row.

    Read by the dashboard, the calendar subscriptions, reminders and letters about moved days. Fetch the row by
    `with_duty()`. Neither persons nor providers, which may be persons, are named: calendars are read without a
    password.
    """

    def __init__(self, row: Any) -> None:
        self.row = row

    @property
    @abstractmethod
    def service(self) -> str:
        """Return the name of the service, "" as long as it has none."""

    @property
    @abstractmethod
    def number(self) -> str:
        """Return the number under which the offices know the row."""

    @property
    @abstractmethod
    def title(self) -> str:
        """Return what the provider has to do, as its list of things to do says it."""

    @property
    @abstractmethod
    def hint(self) -> str:
        """Return what tells this row from others with the same title."""

    @property
    @abstractmethod
    def action(self) -> Action:
        """Return where the provider does it."""

    @property
    @abstractmethod
    def heading(self) -> str:
        """Return what the term is for, above its picture."""

    @property
    @abstractmethod
    def summary(self) -> str:
        """Return what the day is for, as the provider's calendar says it."""

    @property
    @abstractmethod
    def office_summary(self) -> str:
        """Return what the day is for, as an officer's calendar says it."""

    @property
    @abstractmethod
    def members(self) -> Iterable[User]:
        """Return who has the letters about the term."""

    @property
    @abstractmethod
    def reminder(self) -> str:
        """Return the kind of letter that reminds of the day: the name of its template."""

    @property
    @abstractmethod
    def letter_context(self) -> dict[str, Any]:
        """Return what the letters about the term name beside it."""
