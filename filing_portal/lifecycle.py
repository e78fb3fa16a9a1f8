"""The one hand that changes a status. Each noun brings its own table, MOVES."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404
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
    """Return the verbs of the row's table that `user` may carry out now; consequences are nobody's choice."""
    offered = {verb: move for verb, move in row.MOVES.items() if move.needs != CONSEQUENCE}
    return [verb for verb, move in offered.items() if row.status in move.sources and may(user, row, move)]


def may(by: User | None, row: models.Model, move: Move) -> bool:
    """Tell whether `by` holds what `move` needs on this very row; an officer decides for their own office only."""
    if move.needs == CONSEQUENCE:
        return True
    if move.needs == CLOCK:
        return by is None
    if by is None or not by.is_active:
        return False
    if move.needs == OWNER:
        return row.is_owned_by(by)
    return by.has_perm(move.needs) and by.post.office.code == row.province


def locked(model: type[Any], pk: int) -> Any:
    """Return the row, locked until the transaction ends; one that is gone meanwhile is 404 like one that never was.

    Its key stays free: whoever writes a row that points to this one does not wait, and cannot deadlock with it.
    """
    row = model._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@transaction.atomic
def advance(model: type[Any], pk: int, verb: str, *, by: User | None = None, note: str = "", **changes: Any) -> Any:
    """Lock the row, check table and right on what the locked row says, apply the move, write the event.

    `changes` are columns that move with the status and are written in the ledger: neither free text nor personal data.
    Raises Http404 when there is no such row, PermissionDenied when `by` may not do it, and NotAllowedNow when the
    status does not allow it: in this order, so that only who has the right learns the status.
    """
    row = locked(model, pk)
    move = model.MOVES[verb]
    if not may(by, row, move):
        raise PermissionDenied
    if row.status not in move.sources:
        raise NotAllowedNow(row, verb)
    after = {"status": move.target, **changes}
    before = {name: getattr(row, model._meta.get_field(name).attname) for name in after}
    for name, value in after.items():
        setattr(row, name, value)
    row.save(update_fields=after)
    record(row, verb, by=by, before=before, after=keys(after), note=note)
    return row


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """Return `values` fit for the ledger: rows appear as their keys."""
    return {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}
