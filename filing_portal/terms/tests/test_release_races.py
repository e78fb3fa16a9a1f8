"""Releases at one moment, on real PostgreSQL with real threads: each version is released and worked in once."""

import pytest
from django.utils import timezone

from filing_portal.base import clock
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.terms import workflow
from filing_portal.terms.models import Limit, Notice, Recomputation
from filing_portal.tests.releases import administrator, coming_workday, holiday, prepared, prepared_limit
from filing_portal.tests.test_races import at_once, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_two_officers_who_release_two_notices_at_once_release_one():
    one, two = (prepared((day, "holiday")) for day in (coming_workday(), workflow.calendar().add(clock.today(), 4)))
    officers = [administrator(), administrator()]
    results = at_once(
        lambda: workflow.release_notice(one.pk, by=officers[0]),
        lambda: workflow.release_notice(two.pk, by=officers[1]),
    )
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    assert Recomputation.objects.count() == 1
    statuses = Notice.objects.filter(pk__in=[one.pk, two.pk]).order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["discarded", "released"]


def test_one_notice_released_twice_at_once_is_released_once():
    notice, officers = prepared(holiday()), [administrator(), administrator()]
    results = at_once(*(lambda by=by: workflow.release_notice(notice.pk, by=by) for by in officers))
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    assert Recomputation.objects.count() == 1


def test_a_notice_is_released_or_discarded_never_both():
    notice, officers = prepared(holiday()), [administrator(), administrator()]
    results = at_once(
        lambda: workflow.release_notice(notice.pk, by=officers[0]),
        lambda: workflow.discard_notice(notice.pk, by=officers[1], note="重复"),
    )
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    notice.refresh_from_db()
    assert Recomputation.objects.exists() is (notice.status == "released")


def test_two_versions_of_one_day_released_at_once_are_one():
    limits = [prepared_limit("correct", days, clock.today(), running=True) for days in (12, 15)]
    pairs = [(limit.pk, administrator()) for limit in limits]
    results = at_once(*(lambda pk=pk, by=by: workflow.release_limit(pk, by=by) for pk, by in pairs))
    assert [type(each) for each in told(results)] == [NotAllowedNow]
    assert Limit.objects.released().filter(code="correct").count() == 2
    assert Recomputation.objects.count() == 1


def test_a_version_is_brought_into_force_once_by_several_sweeps():
    limit = prepared_limit("correct", 15, clock.today(), running=True)
    Limit.objects.filter(pk=limit.pk).update(status="released", released_by=administrator(), released_at=timezone.now())
    at_once(*[workflow.bring_into_force] * 4)
    assert Recomputation.objects.count() == 1
