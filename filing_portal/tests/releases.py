"""Releases for tests: a notice or a time limit goes through both officers, and every open term is worked out again."""

from datetime import date

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR
from filing_portal.terms import tasks, workflow
from filing_portal.terms.models import Limit, Notice
from filing_portal.tests.factories import make_officer
from filing_portal.workdays.calendar import Arranged

TITLE = "国务院办公厅关于调整节假日安排的通知"


def administrator() -> User:
    return make_officer("00", SYSTEM_ADMINISTRATOR)


def release_notice(*days: tuple[date, str]) -> Notice:
    """A notice that makes these days holidays, make-up days or ordinary ones is in force."""
    arranged = [Arranged(day, kind, "元旦") for day, kind in days]
    facts = {"number": "国办发明电〔2026〕9号", "title": TITLE, "address": "https://www.gov.cn/"}
    notice = workflow.prepare_notice(days[0][0].year, arranged, **facts, published_on=clock.today(), by=administrator())
    released = workflow.release_notice(notice.pk, by=administrator())
    tasks.sweep_recomputations()
    return released


def release_limit(code: str, working_days: int) -> Limit:
    """A time limit of this length holds from today on, also for what is already running."""
    version = {"working_days": working_days, "valid_from": clock.today(), "applies_to_running": True}
    limit = workflow.prepare_limit(code, **version, reason="试行", by=administrator())
    released = workflow.release_limit(limit.pk, by=administrator())
    tasks.sweep_recomputations()
    return released
