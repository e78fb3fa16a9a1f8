"""Versions of calendar and time limits: one officer of the national office prepares them, another releases them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import NotAllowedNow, advance, locked
from filing_portal.workdays import clock
from filing_portal.workdays.calendar import Arranged
from filing_portal.workdays.models import Day, Notice, Recomputation, Rule
from filing_portal.workdays.workflow.versions import hold_version_alone


@transaction.atomic
def prepare_notice(
    year: int, days: Sequence[Arranged], *, number: str, title: str, published_on: date, address: str, by: User
) -> Notice:
    """The notice waits for its release by another officer; nothing is counted by it yet. Twice the same waits once."""
    require(by, "workdays.prepare_notice")
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
    record(notice, "prepare", by=by, after={"status": notice.status, "code": notice.code, "days": len(days)})
    return notice


@transaction.atomic
def release_notice(notice_id: int, *, by: User) -> Notice:
    """The calendar has a new version, and every open term is worked out again.

    What else waits is discarded: it was checked against the calendar before, so it is imported, and checked, again.
    Raises NotAllowedNow when the officer has prepared the notice.
    """
    hold_version_alone()
    notice = release(Notice, notice_id, by=by, valid_from=clock.today(), released_at=after_all_others())
    for other_id in list(Notice.objects.prepared().values_list("pk", flat=True)):
        advance(Notice, other_id, "overtake", note=notice.code)
    Recomputation.objects.create(calendar=notice)  # the sweeper takes it up within seconds
    return notice


@transaction.atomic
def discard_notice(notice_id: int, *, by: User, note: str) -> Notice:
    """The notice will never count; it stays on record."""
    return advance(Notice, notice_id, "discard", by=by, note=note)


@transaction.atomic
def prepare_rule(
    code: str, *, working_days: int, valid_from: date, applies_to_running: bool, reason: str, by: User
) -> Rule:
    """A version of a time limit that is policy waits for its release by another officer.

    Raises ValidationError, by field, for a limit that the law sets, a length below one day, or a day in the past.
    """
    require(by, "workdays.prepare_rule")
    hold_version_alone()
    former = Rule.objects.released().filter(code=code).latest("valid_from")
    refuse_change(former, working_days, valid_from)
    asked = {"code": code, "working_days": working_days, "valid_from": valid_from}
    asked |= {"applies_to_running": applies_to_running, "reason": reason}
    if waiting := Rule.objects.prepared().filter(**asked, prepared_by=by).first():
        return waiting
    rule = Rule.objects.create(
        **asked,
        article=former.article,
        is_law=False,
        starts_with=former.starts_with,
        binds=former.binds,
        is_backward=former.is_backward,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    after: dict[str, Any] = {"status": rule.status, "code": code, "working_days": working_days}
    record(rule, "prepare", by=by, after=after, note=reason)
    return rule


def refuse_change(former: Rule, working_days: int, valid_from: date) -> None:
    """Raise ValidationError, by field, for a version that cannot follow the former one."""
    if former.is_law:
        raise ValidationError(_("The law sets this time limit: it cannot be changed here."))
    if former.working_days is None:
        raise ValidationError(_("Each order sets this time limit for itself: there is no length to change here."))
    if working_days < 1:
        raise ValidationError({"working_days": _("Enter at least one working day.")})
    if valid_from < clock.today():
        raise ValidationError({"valid_from": _("Enter today or a later day: a time limit is not changed afterwards.")})
    if Rule.objects.released().filter(code=former.code, valid_from=valid_from).exists():
        sentence = _("Another version of this time limit holds from the same day on. Enter another day.")
        raise ValidationError({"valid_from": sentence})


@transaction.atomic
def release_rule(rule_id: int, *, by: User) -> Rule:
    """The version holds from its day on; where it says so, the running terms are worked out again on that day."""
    hold_version_alone()
    rule = locked(Rule, rule_id)
    if rule.valid_from < clock.today():
        sentence = _("Its first day has passed while it waited. Discard it and prepare it again with a later day.")
        raise NotAllowedNow(rule, "release", sentence)
    if Rule.objects.released().filter(code=rule.code, valid_from=rule.valid_from).exists():
        raise NotAllowedNow(rule, "release", _("Another version of this time limit holds from the same day on."))
    rule = release(Rule, rule_id, by=by)
    bring_into_force()
    return rule


@transaction.atomic
def discard_rule(rule_id: int, *, by: User, note: str) -> Rule:
    """The version will never hold; it stays on record."""
    return advance(Rule, rule_id, "discard", by=by, note=note)


@transaction.atomic
def bring_into_force() -> None:
    """What was released for running terms too, and holds from today or an earlier day on, has its recomputation."""
    waiting = Rule.objects.released().filter(applies_to_running=True, recomputation=None, valid_from__lte=clock.today())
    if not waiting.exists():
        return  # on nearly every sweep: nobody who sets a due day has to wait for it
    hold_version_alone()
    for rule in waiting.order_by("valid_from"):
        Recomputation.objects.create(rule=rule)


def release(model: type[Notice | Rule], row_id: int, *, by: User, **changes: Any) -> Any:
    """Move the row on; raise NotAllowedNow when the officer is the one who prepared it."""
    row = locked(model, row_id)
    if row.prepared_by_id == by.pk:
        raise NotAllowedNow(row, "release", _("You have prepared this yourself: a second officer releases it."))
    return advance(model, row_id, "release", by=by, **{"released_by": by, "released_at": clock.now(), **changes})


def after_all_others() -> datetime:
    """Return now, or a moment later where a clock was set back: the calendar is that of the notice released last."""
    last = Notice.objects.released().latest("released_at").released_at
    return max(clock.now(), last + timedelta(microseconds=1))


def require(by: User, permission: str) -> None:
    """Raise PermissionDenied unless `by` is an officer of the national office with this right."""
    if not by.has_perm(permission) or not by.post.office.is_national:
        raise PermissionDenied
