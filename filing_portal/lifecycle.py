"""The one hand that changes a status. Each noun brings its own table, MOVES."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record

OWNER = "owner"  # a member of the provider the row belongs to
CLOCK = "clock"  # time alone: nobody may do it by hand
CONSEQUENCE = "consequence"  # follows from another verb, which has asked for the right


@dataclass(frozen=True)
class Move:
    """The statuses a verb may leave, the one it reaches, and what it needs: one of the above or a permission."""

    sources: frozenset[str]
    target: str
    needs: str


class NotAllowedNow(Exception):
    """Right input, wrong moment: the row has moved on. Its text is a sentence for the person."""

    def __init__(self, row: models.Model, verb: str, message: str = "") -> None:
        self.row, self.verb = row, verb
        super().__init__(
            message
            or _("This is no longer possible: the status is now “%(status)s”. Reload the page to see what happened.")
            % {"status": row.get_status_display()}
        )


def verbs_for(row: models.Model, user: User) -> list[str]:
    """Return the verbs of the row's table that `user` may carry out at this moment."""
    return [verb for verb, move in row.MOVES.items() if row.status in move.sources and may(user, row, move)]


def may(by: User | None, row: models.Model, move: Move) -> bool:
    """Tell whether `by` holds what `move` needs on this very row."""
    if move.needs == CONSEQUENCE:
        return True
    if move.needs == CLOCK:
        return by is None
    if by is None or not by.is_active:
        return False
    if move.needs == OWNER:
        return row.is_owned_by(by)
    return by.has_perm(move.needs) and by.post.office.code == row.province


@transaction.atomic
def advance(model, pk, verb, *, by=None, note="", **changes):
    """Lock the row, check table and right on what the locked row says, apply the move, write the event.

    Raises NotAllowedNow when the status does not allow the verb, PermissionDenied when `by` may not do it.
    """
    row = model.objects.select_for_update(of=("self",)).get(pk=pk)
    move = model.MOVES[verb]
    if not may(by, row, move):
        raise PermissionDenied
    if row.status not in move.sources:
        raise NotAllowedNow(row, verb)
    after = {"status": move.target, **changes}
    before = {name: getattr(row, name) for name in after}
    for name, value in after.items():
        setattr(row, name, value)
    row.save(update_fields=after)
    record(row, verb, by=by, before=plain(before), after=plain(after), note=note)
    return row


def plain(values: dict) -> dict:
    """Return `values` fit for the ledger: rows appear as their keys."""
    return {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}
