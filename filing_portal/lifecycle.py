"""Change the status of a row: hold it, then move it. Each noun brings its own table, MOVES, in its `states.py`.

`hold` locks the row and checks, on what the *locked* row says, who may act and from which status. The verb then checks
and writes what else belongs to it, and `move` writes the status, the columns that change with it, and the event.
Nothing else changes a status. A verb calls `hold` once for each row.

Rows are locked in one order everywhere, so that no two verbs ever wait for each other crosswise: the account or the
officer, the slot of a schedule, the provider (several: the lower key first), the filing, the entry, then what hangs on
them: the inspection, the version of a calendar or a time limit, the term with its shifts, the block of numbers.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeGuard

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base.locks import for_update
from filing_portal.ledger.codes import Facts, columns
from filing_portal.ledger.workflow import record

GONE = ""  # the target of a verb that removes the row; its events stay


@dataclass(frozen=True)
class Predicate:
    """Tell whether an account (None: the portal itself) may act on a row. Combined by `&`, `|` and `~`."""

    name: str
    ask: Callable[[User | None, Any], bool]

    def __call__(self, by: User | None, row: Any) -> bool:
        return self.ask(by, row)

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate(f"{self.name}, {other.name}", lambda by, row: self(by, row) and other(by, row))

    def __or__(self, other: "Predicate") -> "Predicate":
        return Predicate(f"({self.name} or {other.name})", lambda by, row: self(by, row) or other(by, row))

    def __invert__(self) -> "Predicate":
        return Predicate(f"not: {self.name}", lambda by, row: not self(by, row))


def is_open(by: User | None) -> TypeGuard[User]:
    """Tell whether this is an account that was not closed."""
    return by is not None and by.is_active


everybody = Predicate("everybody, also without an account", lambda by, row: True)
signed_in = Predicate("anyone signed in", lambda by, row: is_open(by))
owner = Predicate("a member of the provider", lambda by, row: is_open(by) and row.is_owned_by(by))
clock_alone = Predicate("time alone", lambda by, row: by is None)
by_command = Predicate("the command line", lambda by, row: by is None)
# For a verb that another verb carries out after it has asked for the right; it is never offered to a person.
consequence = Predicate("follows from another verb", lambda by, row: True)


def holds(permission: str) -> Predicate:
    """Return the predicate of an officer whose role has this permission, given as `app.codename`."""
    return Predicate(f"an officer with `{permission}`", lambda by, row: is_open(by) and by.has_perm(permission))


@dataclass(frozen=True)
class Move:
    """What a verb does to a row of its noun, and who may carry it out."""

    sources: Set[str]  # the statuses it may leave; empty: the row comes into being by it
    target: str | None  # the status it reaches; None: it stays; GONE: the row goes
    may: Predicate
    said: str | Promise  # its event in words, as timelines show it; "": it leaves no event
    is_public: bool = False  # whether the public record shows the event
    too_late: str | Promise = ""  # the sentence when the status does not allow it; "": the general one


class Gone(ObjectDoesNotExist):
    """The row is not there, or no longer. A view answers 404, as for a row that never was."""


class NotAllowedNow(Exception):
    """Right input, wrong moment: the row has moved on. Its text is a sentence for the person."""

    def __init__(self, row: Any, verb: str, message: str = "") -> None:
        self.row, self.verb = row, verb
        super().__init__(message or refusal(row, verb))


def refusal(row: Any, verb: str) -> str:
    """Return the sentence of the verb for a row whose status does not allow it."""
    if (move := row.MOVES.get(verb)) and move.too_late:
        return str(move.too_late)
    sentence = _("This is no longer possible: the status is now “%(status)s”. Reload the page to see what happened.")
    return sentence % {"status": row.get_status_display()}


def verbs_for(row: Any, user: User) -> list[str]:
    """Return the verbs of the row's table that `user` may carry out now, without those of `consequence`."""
    may = cache(lambda predicate: predicate(user, row))  # several verbs have the same predicate
    offered = {verb: move for verb, move in row.MOVES.items() if move.may is not consequence}
    return [verb for verb, move in offered.items() if row.status in move.sources and may(move.may)]


def locked(model: type[Any], pk: int | None) -> Any:
    """Return the row, locked until the transaction ends. Raises Gone when there is none."""
    row = for_update(model._default_manager.filter(pk=pk)).first()
    if row is None:
        raise Gone(f"No {model._meta.verbose_name_raw} {pk}.")
    return row


def hold(model: type[Any], pk: int | None, verb: str, *, by: User | None = None) -> Any:
    """Return the row, locked and ready to be moved by `verb`; `by` is None for what the portal does by itself.

    Raises Gone, PermissionDenied when `by` may not do it, and NotAllowedNow when the status does not allow it: in this
    order, so that only who has the right learns the status.
    """
    return take(locked(model, pk), verb, by=by)


def hold_or_skip(model: type[Any], pk: int, verb: str) -> Any | None:
    """Return the row, held for a verb of the clock; None for one that is gone or has moved on: sweeps skip it."""
    row = for_update(model._default_manager.filter(pk=pk)).first()
    return take(row, verb) if row and row.status in model.MOVES[verb].sources else None


def take(row: Any, verb: str, *, by: User | None = None) -> Any:
    """Return a row that the caller has locked already, ready to be moved by `verb`. Raises what `hold` raises."""
    require_right(row, verb, by=by)
    require_status(row, verb)
    row._held = (verb, by)
    return row


def require_right(row: Any, verb: str, *, by: User | None) -> None:
    """Raise PermissionDenied unless `by` may carry the verb out on this row, which need not exist yet."""
    if not row.MOVES[verb].may(by, row):
        raise PermissionDenied


def require_status(row: Any, verb: str) -> None:
    """Raise NotAllowedNow when the status does not allow the verb; a noun without a status allows all of its verbs."""
    if hasattr(row, "status") and row.status not in row.MOVES[verb].sources:
        raise NotAllowedNow(row, verb)


def move(row: Any, verb: str, *, by: User | None = None, facts: Facts | None = None, **changes: Any) -> Any:
    """Write status, columns and event of a row that is held for this verb and this account; return the row.

    `changes` are columns that move with the status and are written in the ledger, `facts` what else the event says.
    Raises RuntimeError when the row was not held, was moved already, or the transaction that held it is over, and
    TypeError for a column of words: what people wrote stays out of the ledger.
    """
    if row.__dict__.pop("_held", None) != (verb, by) or not connection.in_atomic_block:
        raise RuntimeError(f"Not held to {verb}: {row!r}.")
    target = row.MOVES[verb].target
    after = changes if target is None else {"status": target, **changes}
    before = columns(row, *after)
    for name, value in after.items():
        setattr(row, name, value)
    row.save(update_fields=after)
    record(row, verb, by=by, before=before, after=columns(row, *after) | dict(facts or {}))
    return row
