"""Every verb of officers, notices, time limits and calendar addresses, prepared for a test like those of acts.py."""

from datetime import timedelta

from filing_portal.base import clock
from filing_portal.feeds.models import Feed
from filing_portal.feeds.workflow import open_feed, revoke_feed
from filing_portal.offices import workflow as offices
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Limit, Notice
from filing_portal.tests.acts import ACTS, act
from filing_portal.tests.factories import (
    PASSWORD,
    make_officer,
    make_user,
)
from filing_portal.tests.releases import administrator, prepared, prepared_limit

__all__ = ["ACTS"]  # those of acts.py and these


@act(Officer, "appoint")
def appoint():
    office, role, by = Office.objects.get(code="11"), Role.objects.get(code="reviewer"), administrator()
    return lambda: offices.appoint("new@example.com", "新人", office, role, PASSWORD + "!", by=by)


@act(Officer, "deactivate")
def deactivate():
    officer, by = make_officer("11"), administrator()
    return lambda: offices.deactivate(officer.post.pk, by=by, note="离职")


@act(Officer, "reactivate")
def reactivate():
    officer, by = make_officer("11"), administrator()
    offices.deactivate(officer.post.pk, by=by, note="离职")
    return lambda: offices.reactivate(officer.post.pk, by=by, note="复职")


@act(Notice, "prepare")
def prepare_notice():
    by = administrator()
    return lambda: prepared((clock.today() + timedelta(days=30), "holiday"), by=by)


@act(Notice, "release")
@act(Notice, "overtake")
def release_one_of_three_notices():
    notices = [prepared((clock.today() + timedelta(days=days), "holiday")) for days in (30, 31, 32)]
    by = administrator()
    return lambda: terms.release_notice(notices[0].pk, by=by)


@act(Notice, "discard")
def discard_notice():
    notice, by = prepared((clock.today() + timedelta(days=30), "holiday")), administrator()
    return lambda: terms.discard_notice(notice.pk, by=by, note="重复")


@act(Limit, "prepare")
def prepare_limit():
    by = administrator()
    return lambda: prepared_limit("correct", 15, clock.today(), by=by)


@act(Limit, "release")
def release_limit():
    limit, by = prepared_limit("correct", 15, clock.today(), running=True), administrator()
    return lambda: terms.release_limit(limit.pk, by=by)


@act(Limit, "discard")
def discard_limit():
    limit, by = prepared_limit("correct", 15, clock.today()), administrator()
    return lambda: terms.discard_limit(limit.pk, by=by, note="重复")


@act(Feed, "open")
@act(Feed, "revoke")
def open_another_feed():
    user = make_user()
    open_feed(by=user)
    return lambda: open_feed(by=user)


@act(Feed, "revoke")
def revoke():
    user = make_user()
    open_feed(by=user)
    return lambda: revoke_feed(by=user)
