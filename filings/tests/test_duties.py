from types import SimpleNamespace
from uuid import UUID

import pytest
from django.utils.translation import override

from filings.duties import FilingDuty
from filings.states import Status

KEY = UUID(int=1)


def duty(status, service_name="链证", reference=None):
    return FilingDuty(SimpleNamespace(status=status, service_name=service_name, reference=reference, uuid=KEY))


@pytest.mark.parametrize(
    ("status", "title", "heading", "summary", "action"),
    [
        (
            Status.DRAFT,
            "Complete and submit “链证”",
            "链证: time to file",
            "Last day to file “链证”",
            (f"/en/filings/{KEY}/", "Continue filing"),
        ),
        (
            Status.RETURNED,
            "Correct “链证”",
            "链证: time to correct",
            "Last day to correct “链证”",
            (f"/en/filings/{KEY}/", "Correct"),
        ),
        (
            Status.SUBMITTED,
            "Complete and submit “链证”",
            "链证: the authority decides",
            "Last day for the authority to decide on “链证”",
            (f"/en/filings/{KEY}/detail/", "View"),
        ),
    ],
)
def test_each_status_asks_something_else(status, title, heading, summary, action):
    with override("en"):
        asked = duty(status)
        assert (asked.title, asked.heading, asked.summary, asked.action) == (title, heading, summary, action)


def test_the_office_reads_the_case_and_the_service():
    with override("en"):
        asked = duty(Status.SUBMITTED, reference="C-2026-000001")
        assert asked.office_summary == "Last day to decide on C-2026-000001, “链证”"
        assert (asked.number, asked.hint) == ("C-2026-000001", "C-2026-000001")


def test_a_draft_without_a_name_is_a_new_filing():
    with override("en"):
        asked = duty(Status.DRAFT, service_name="")
        assert (asked.service, asked.summary, asked.hint) == ("", "Last day to file “New filing”", "Draft")


def test_reminders_are_of_what_the_provider_has_to_do():
    assert [duty(status).reminder for status in (Status.DRAFT, Status.RETURNED)] == ["filing_due", "correction_due"]
