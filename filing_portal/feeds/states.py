"""The verbs of the secret address of a calendar. It has no status: a new address replaces the former one."""

from django.utils.translation import pgettext_lazy

from filing_portal.lifecycle import Move, Predicate, is_open

own = Predicate("the account itself", lambda by, row: is_open(by) and row.user_id == by.pk)

MOVES = {
    "open": Move(frozenset(), None, own, pgettext_lazy("ledger", "Calendar address made")),
    "revoke": Move(frozenset(), None, own, pgettext_lazy("ledger", "Calendar address revoked")),
}
