"""Notices and time limits for tests, through the verbs: one officer prepares, another one releases."""

from collections.abc import Iterable
from datetime import date

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR
from filing_portal.terms import tasks, workflow
from filing_portal.terms.models import Limit, Notice, Recomputation
from filing_portal.tests.factories import make_officer
from filing_portal.workdays.calendar import Arranged

TITLE = "关于调整节假日安排的通知"
FACTS = {"number": "国办发明电〔2026〕1号", "title": TITLE, "address": "https://www.gov.cn/"}


def administrator() -> User:
    """Return a new administrator of the national office, who prepares or releases."""
    return make_officer("00", SYSTEM_ADMINISTRATOR)


def coming_workday() -> date:
    """Return the third working day from today: every term of ten days and more that starts now counts it."""
    return workflow.calendar().add(clock.today(), 3)


def holiday() -> tuple[date, str]:
    """Return that day as one more holiday."""
    return coming_workday(), "holiday"


def prepared(*days: tuple[date, str], by: User | None = None, year: int | None = None, **facts: str) -> Notice:
    """Return a notice of these days that waits for its release."""
    arranged = [Arranged(day, kind, "元旦") for day, kind in days]
    year = year or days[0][0].year
    known = FACTS | facts
    return workflow.prepare_notice(year, arranged, **known, published_on=clock.today(), by=by or administrator())


def released(*days: tuple[date, str], year: int | None = None) -> Recomputation:
    """Return what waits for the worker once a notice of these days is in force."""
    notice = prepared(*days, year=year)
    workflow.release_notice(notice.pk, by=administrator())
    return Recomputation.objects.get(notice=notice)


def prepared_limit(
    code: str,
    working_days: int,
    valid_from: date,
    running: bool = False,
    by: User | None = None,
    reason: str = "试行",
) -> Limit:
    """Return a version of the time limit that waits for its release."""
    return workflow.prepare_limit(
        code,
        working_days=working_days,
        valid_from=valid_from,
        applies_to_running=running,
        reason=reason,
        by=by or administrator(),
    )


def released_limit(code: str, working_days: int, valid_from: date, running: bool = False) -> Limit:
    """Return a version of the time limit that holds from the day on."""
    limit = prepared_limit(code, working_days, valid_from, running)
    return workflow.release_limit(limit.pk, by=administrator())


def recompute_all() -> None:
    """Bring into force what is due and carry out every recomputation that waits."""
    workflow.bring_into_force()
    for each in unfinished():
        workflow.recompute(each)


def unfinished() -> Iterable[int]:
    return list(Recomputation.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True))


def release_notice(*days: tuple[date, str]) -> Notice:
    """Release a notice of these days and work every open term out again, as the sweep does."""
    notice = workflow.release_notice(prepared(*days).pk, by=administrator())
    tasks.sweep_recomputations()
    return notice


def release_limit(code: str, working_days: int) -> Limit:
    """Release a time limit that holds from today on, also for running terms, and work them out again."""
    limit = released_limit(code, working_days, clock.today(), running=True)
    tasks.sweep_recomputations()
    return limit
