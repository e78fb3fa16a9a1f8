"""Versions in the demo: a notice and a time limit that wait for a second officer, and one of each discarded."""

from datetime import date

from filing_portal.accounts.models import User
from filing_portal.terms import workflow
from filing_portal.workdays.calendar import Arranged

SOURCE = {"number": "演示数据", "address": "https://www.gov.cn/"}


def prepared(on: date, by: User) -> None:
    """Prepare as `by`, on the day, what another administrator may release; discard what was entered by mistake."""
    new_year_s_eve = [Arranged(date(on.year, 12, 31), "holiday", "元旦")]
    for title, is_wrong in (("录入有误的通知（演示数据）", True), ("关于调整年末放假安排的通知（演示数据）", False)):
        notice = workflow.prepare_notice(on.year, new_year_s_eve, title=title, published_on=on, by=by, **SOURCE)
        if is_wrong:
            workflow.discard_notice(notice.pk, by=by, note="录入有误")
    for working_days, is_wrong in ((50, True), (15, False)):
        limit = workflow.prepare_limit(
            "correct", working_days=working_days, valid_from=on, applies_to_running=False, reason="试行", by=by
        )
        if is_wrong:
            workflow.discard_limit(limit.pk, by=by, note="录入有误")
