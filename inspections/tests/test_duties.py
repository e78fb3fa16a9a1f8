from types import SimpleNamespace

import pytest
from django.utils.translation import override

from inspections.duties import InspectionDuty
from inspections.states import Status

ENTRY = SimpleNamespace(service_name="链证", full_number="京网信备11010126000000000018号")


def duty(status):
    return InspectionDuty(SimpleNamespace(status=status, entry=ENTRY, get_absolute_url=lambda: "/inspections/1/"))


def test_the_provider_has_to_answer():
    with override("en"):
        asked = duty(Status.OPEN)
        assert (asked.title, asked.heading, asked.summary, asked.action) == (
            "Answer the inspection of “链证”",
            "链证: time to answer",
            "Last day to answer the inspection of “链证”",
            ("/inspections/1/", "Answer"),
        )
        assert (asked.hint, asked.number, asked.reminder) == (ENTRY.full_number, ENTRY.full_number, "inspection_due")


@pytest.mark.parametrize(
    ("status", "summary"),
    [
        (Status.OPEN, "Last day for the provider to answer the inspection of “链证”"),
        (Status.OVERDUE, "Last day for the provider to answer the inspection of “链证”"),
        (Status.ANSWERED, "The inspection of “链证” is answered: judge it"),
    ],
)
def test_the_office_waits_for_the_answer_or_judges_it(status, summary):
    with override("en"):
        assert duty(status).office_summary == summary
