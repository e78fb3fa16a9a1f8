"""Keys are counted on from the last row: what was kept by a key that is given once more is not taken for it."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from demo.tables import Tables
from filing_portal.terms import workflow
from filing_portal.terms.models import Notice
from filing_portal.terms.tests.versions import released

pytestmark = pytest.mark.django_db
WEDNESDAY, THURSDAY = date(2026, 12, 2), date(2026, 12, 3)


@time_machine.travel("2026-11-24 12:00+08:00", tick=False)
def test_a_key_given_once_more_does_not_find_the_calendar_of_the_notice_that_had_it():
    tables, keys = Tables(), []
    tables.count_on()
    with transaction.atomic():
        keys.append(released((WEDNESDAY, "holiday")).released.pk)
        assert not workflow.calendar().is_workday(WEDNESDAY)
        transaction.set_rollback(True)
    tables.count_on()
    keys.append(released((THURSDAY, "holiday")).released.pk)
    assert keys[0] == keys[1] == Notice.objects.latest("released_at").pk
    assert (workflow.calendar().is_workday(WEDNESDAY), workflow.calendar().is_workday(THURSDAY)) == (True, False)
