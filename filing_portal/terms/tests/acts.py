"""Every verb of a notice and of a time limit, prepared for the test of the locks."""

from datetime import timedelta

from filing_portal.base import clock
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Limit, Notice
from filing_portal.tests.act import TYPED, act
from filing_portal.tests.releases import administrator, prepared, prepared_limit


@act(Notice, "prepare")
def prepare_notice():
    by = administrator()
    return lambda: prepared((clock.today() + timedelta(days=30), "holiday"), by=by, title=TYPED)


@act(Notice, "release")
@act(Notice, "overtake")
def release_one_of_three_notices():
    notices = [prepared((clock.today() + timedelta(days=days), "holiday")) for days in (30, 31, 32)]
    by = administrator()
    return lambda: terms.release_notice(notices[0].pk, by=by)


@act(Notice, "discard")
def discard_notice():
    notice, by = prepared((clock.today() + timedelta(days=30), "holiday")), administrator()
    return lambda: terms.discard_notice(notice.pk, by=by, note=TYPED)


@act(Limit, "prepare")
def prepare_limit():
    by = administrator()
    return lambda: prepared_limit("correct", 15, clock.today(), by=by, reason=TYPED)


@act(Limit, "release")
def release_limit():
    limit, by = prepared_limit("correct", 15, clock.today(), running=True), administrator()
    return lambda: terms.release_limit(limit.pk, by=by)


@act(Limit, "discard")
def discard_limit():
    limit, by = prepared_limit("correct", 15, clock.today()), administrator()
    return lambda: terms.discard_limit(limit.pk, by=by, note=TYPED)
