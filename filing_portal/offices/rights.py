"""Whose rows an officer acts on: the predicates that know offices, for the tables of moves."""

from typing import Any

from filing_portal.accounts.models import User
from filing_portal.lifecycle import Predicate


def is_of_office(by: User | None, row: Any) -> bool:
    """Tell whether this is an officer of the row's province."""
    return by is not None and bool(by.post) and by.post.office.code == row.province


def is_of_national_office(by: User | None, row: Any) -> bool:
    """Tell whether this is an officer of the national office; any row will do."""
    return by is not None and bool(by.post) and by.post.office.is_national


in_own_office = Predicate("in its own office", is_of_office)
national = Predicate("of the national office", is_of_national_office)
