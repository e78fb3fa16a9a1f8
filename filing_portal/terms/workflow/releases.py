"""Prepare, release and discard versions of the calendar and of time limits: one officer prepares, another releases."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.ledger.codes import column, columns
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import NotAllowedNow, hold, hold_or_skip, move, require_right
from filing_portal.terms.models import Day, Limit, Notice, Recomputation, Version
from filing_portal.terms.workflow.versions import hold_version_alone
from filing_portal.workdays.calendar import Arranged

V = TypeVar("V", bound=Version)


@transaction.atomic
def prepare_notice(
    year: int, days: Sequence[Arranged], *, number: str, title: str, published_on: date, address: str, by: User
) -> Notice:
    """Prepare a notice for its release by another officer; nothing is counted by it yet.

    `year` is the one it arranges, `days` are all it names, also of the years beside it; `number` is that of the
    document. Returns the notice. Raises PermissionDenied, and ValidationError at `published_on` when a notice for the
    year that was published later is released already. Idempotent for the same officer and content.
    """
    require_right(Notice(), "prepare", by=by)
    hold_version_alone()  # two notices of a year never get the same code, and a second click finds what the first made
    if Notice.objects.released().filter(year=year, published_on__gt=published_on).exists():
        sentence = _("A notice for %(year)s that was published later is released already. Check the day.")
        raise ValidationError({"published_on": sentence % {"year": year}})
    facts = {"year": year, "number": number, "title": title, "published_on": published_on, "address": address}
    for waiting in Notice.objects.prepared().filter(**facts, prepared_by=by):
        if set(waiting.days.values_list("date", "kind", "name")) == {(day.date, day.kind, day.name) for day in days}:
            return waiting
    code = f"{year}-{Notice.objects.filter(year=year).count() + 1}"
    notice = Notice.objects.create(**facts, code=code, prepared_by=by, prepared_at=clock.now())
    Day.objects.bulk_create(Day(notice=notice, date=day.date, kind=day.kind, name=day.name) for day in days)
    record(notice, "prepare", by=by, after=columns(notice, "status", "code") | {"days": len(days)})
    return notice


@transaction.atomic
def release_notice(notice_id: int, *, by: User) -> Notice:
    """Release a notice as the new version of the calendar, and have every open term worked out again.

    Discards the other notices that wait: they were checked against the calendar before. Returns the notice. Raises
    Gone, PermissionDenied, and NotAllowedNow when it was released or discarded meanwhile, or when the officer has
    prepared it: a second call raises, too.
    """
    hold_version_alone()  # before the notices: of two released at once, each would discard the other
    notice: Notice = hold(Notice, notice_id, "release", by=by)
    refuse_author(notice, by)
    move(notice, "release", by=by, released_by=by, released_at=after_all_others(), valid_from=clock.today())
    for other_id in list(Notice.objects.prepared().values_list("pk", flat=True)):
        if other := hold_or_skip(Notice, other_id, "overtake"):
            move(other, "overtake", facts={"overtaken_by": column(notice, "code")})
    Recomputation.objects.create(notice=notice)  # the sweeper takes it up within seconds
    return notice


@transaction.atomic
def discard_notice(notice_id: int, *, by: User, note: str) -> Notice:
    """Discard a notice that waits, and return it: it will never count, and stays on record. `note` says why.

    Raises Gone, PermissionDenied, and NotAllowedNow when it was released or discarded meanwhile.
    """
    notice: Notice = hold(Notice, notice_id, "discard", by=by)
    move(notice, "discard", by=by)
    return explained(notice, note)


@transaction.atomic
def prepare_limit(
    code: str, *, working_days: int, valid_from: date, applies_to_running: bool, reason: str, by: User
) -> Limit:
    """Prepare a version of a time limit that is policy for its release by another officer.

    `code` is the limit's; `applies_to_running` has the running terms worked out again on the first day, `valid_from`.
    Returns the version. Raises PermissionDenied, Limit.DoesNotExist for an unknown code, and what `refuse_change`
    raises. Idempotent for the same officer and content.
    """
    require_right(Limit(), "prepare", by=by)
    hold_version_alone()
    former = Limit.objects.released().filter(code=code).latest("valid_from")
    refuse_change(former, working_days, valid_from)
    asked = {"code": code, "working_days": working_days, "valid_from": valid_from}
    asked |= {"applies_to_running": applies_to_running, "reason": reason}
    if waiting := Limit.objects.prepared().filter(**asked, prepared_by=by).first():
        return waiting
    limit = Limit.objects.create(
        **asked,
        article=former.article,
        is_law=False,
        starts_with=former.starts_with,
        binds=former.binds,
        is_backward=former.is_backward,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    record(limit, "prepare", by=by, after=columns(limit, "status", "code", "working_days"))
    return limit


def refuse_change(former: Limit, working_days: int, valid_from: date) -> None:
    """Raise ValidationError, by field, for a version that cannot follow the former one.

    That is one of a limit that the law or each order sets, shorter than a working day, from a day in the past, or from
    a day on which another version begins.
    """
    if former.is_law:
        raise ValidationError(_("The law sets this time limit: it cannot be changed here."))
    if former.working_days is None:
        raise ValidationError(_("Each order sets this time limit for itself: there is no length to change here."))
    if working_days < 1:
        raise ValidationError({"working_days": _("Enter at least one working day.")})
    if valid_from < clock.today():
        raise ValidationError({"valid_from": _("Enter today or a later day: a time limit is not changed afterwards.")})
    if Limit.objects.released().filter(code=former.code, valid_from=valid_from).exists():
        sentence = _("Another version of this time limit holds from the same day on. Enter another day.")
        raise ValidationError({"valid_from": sentence})


@transaction.atomic
def release_limit(limit_id: int, *, by: User) -> Limit:
    """Release a version of a time limit, and have running terms worked out again where it holds from today for them.

    One that holds for them from a later day on is brought into force by the sweep of that day. Returns the version.
    Raises Gone, PermissionDenied, and NotAllowedNow when it was released or discarded meanwhile, when the officer has
    prepared it, when its first day has passed, or when another version holds from that day on.
    """
    hold_version_alone()
    limit: Limit = hold(Limit, limit_id, "release", by=by)
    refuse_author(limit, by)
    if limit.valid_from < clock.today():
        sentence = _("Its first day has passed while it waited. Discard it and prepare it again with a later day.")
        raise NotAllowedNow(limit, "release", sentence)
    if Limit.objects.released().filter(code=limit.code, valid_from=limit.valid_from).exists():
        raise NotAllowedNow(limit, "release", _("Another version of this time limit holds from the same day on."))
    move(limit, "release", by=by, released_by=by, released_at=clock.now())
    bring_into_force()
    return limit


@transaction.atomic
def discard_limit(limit_id: int, *, by: User, note: str) -> Limit:
    """Discard a version of a time limit that waits, and return it: it will never hold, and stays on record.

    `note` says why. Raises Gone, PermissionDenied, and NotAllowedNow when it was released or discarded meanwhile.
    """
    limit: Limit = hold(Limit, limit_id, "discard", by=by)
    move(limit, "discard", by=by)
    return explained(limit, note)


def explained(row: V, why: str) -> V:
    """Write why a version that was just discarded never will count; the ledger holds no words."""
    row.discarded_because = why
    row.save(update_fields=["discarded_because"])
    return row


@transaction.atomic
def bring_into_force() -> None:
    """Have the running terms worked out again by each version that was released for them too and holds by today.

    Idempotent: a version has one recomputation.
    """
    waiting = Limit.objects.released().filter(
        applies_to_running=True, recomputation=None, valid_from__lte=clock.today()
    )
    if not waiting.exists():
        return  # on nearly every sweep: nobody who sets a due day has to wait for it
    hold_version_alone()
    for limit in waiting.order_by("valid_from"):
        Recomputation.objects.create(limit=limit)


def refuse_author(row: Notice | Limit, by: User) -> None:
    """Raise NotAllowedNow for the officer who prepared the version: a second one releases it."""
    if row.prepared_by_id == by.pk:
        raise NotAllowedNow(row, "release", _("You have prepared this yourself: a second officer releases it."))


def after_all_others() -> datetime:
    """Return now, or a moment later where a clock was set back: the calendar is that of the notice released last."""
    last = Notice.objects.released().latest("released_at").released_at
    return max(clock.now(), last + timedelta(microseconds=1)) if last else clock.now()
