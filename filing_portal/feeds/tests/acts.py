"""Every verb of a calendar subscription, prepared for the test of the locks."""

from filing_portal.feeds.models import Feed
from filing_portal.feeds.workflow import open_feed, revoke_feed
from filing_portal.tests.act import act
from filing_portal.tests.factories import make_user


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
