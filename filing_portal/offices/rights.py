"""Whose rows an officer acts on: the predicates that know offices, for the tables of moves."""

from filing_portal.lifecycle import Predicate

in_own_office = Predicate(
    "in its own office", lambda by, row: by is not None and by.post is not None and by.post.office.code == row.province
)
national = Predicate(
    "of the national office", lambda by, row: by is not None and by.post is not None and by.post.office.is_national
)
