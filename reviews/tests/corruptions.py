"""How each promise of this room can be broken."""

from reviews.invariants import DECISIONS

CORRUPTIONS = [
    (DECISIONS, "DELETE FROM reviews_review WHERE id = (SELECT min(id) FROM reviews_review)"),
    (DECISIONS, "UPDATE reviews_review SET outcome = 'refused' WHERE outcome = 'filed'"),
    (DECISIONS, "DELETE FROM reviews_reason"),
]
