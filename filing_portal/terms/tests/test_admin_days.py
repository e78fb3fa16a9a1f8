from datetime import date
from typing import Any

import pytest

from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR
from filing_portal.terms import workflow
from filing_portal.terms.models import Day
from filing_portal.tests.factories import make_officer
from filing_portal.workdays.calendar import Arranged

pytestmark = pytest.mark.django_db


def test_the_days_say_which_notice_holds(client):
    client.force_login(make_officer("33", language="en"))
    page = client.get("/console/workdays/day/", {"after": "2020-02-02~0"})
    shown = [
        (row.date, row.notice.code, "Superseded by 2020-2" in page.context["table"].rows[place][4][1])
        for place, row in enumerate(page.context["page"].rows)
        if row.date == date(2020, 2, 1)
    ]
    assert sorted(shown) == [(date(2020, 2, 1), "2020-1", True), (date(2020, 2, 1), "2020-2", False)]
    for day in Day.objects.filter(date=date(2020, 2, 1)).select_related("notice"):
        state = "Superseded by 2020-2" if day.notice.code == "2020-1" else "In force"
        assert state in client.get(f"/console/workdays/day/{day.pk}/").text


def test_days_of_a_notice_that_waits_are_not_in_the_calendar(client):
    facts: dict[str, Any] = {
        "number": "〔2026〕9号",
        "title": "通知",
        "published_on": date(2026, 11, 2),
        "address": "https://www.gov.cn/",
    }
    holiday = Arranged(date(2026, 12, 2), "holiday", "元旦")
    by = make_officer("00", SYSTEM_ADMINISTRATOR)
    notice = workflow.prepare_notice(2026, [holiday], **facts, by=by)
    client.force_login(make_officer("33", language="en"))
    rows = client.get("/console/workdays/day/").context["page"].rows
    assert rows
    assert notice.pk not in {row.notice_id for row in rows}
    assert "Waits for release" in client.get(f"/console/workdays/day/{notice.days.get().pk}/").text
