"""Open and revoke the secret address of a person's calendar: whoever has it reads the deadlines; its digest is kept."""

import hashlib
import secrets

from django.db import transaction

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.feeds.models import Feed
from filing_portal.ledger.workflow import record
from filing_portal.lifecycle import locked

LENGTH = 32  # bytes of chance


@transaction.atomic
def open_feed(*, by: User) -> str:
    """Make a new address for the person's deadlines, revoke the former one, and return the secret part of the new."""
    revoke_feed(by=by)
    secret = secrets.token_urlsafe(LENGTH)
    feed = Feed.objects.create(user=by, digest=digest(secret))
    record(feed, "open", by=by, after={"account": by.pk})
    return secret


@transaction.atomic
def revoke_feed(*, by: User) -> None:
    """Revoke the address of the person's deadlines; idempotent."""
    locked(User, by.pk)  # two clicks at once: the second one sees what the first one did
    for feed in Feed.objects.filter(user=by, revoked_at=None):
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record(feed, "revoke", by=by, before={"account": by.pk})


def feed_of(user: User) -> Feed | None:
    """Return the address that leads to the person's deadlines now, or None."""
    return Feed.objects.filter(user=user, revoked_at=None).first()


def subscriber(secret: str) -> User:
    """Return whose deadlines the address leads to, with the officer's post.

    Raises Feed.DoesNotExist for one that was revoked, belongs to a closed account or never existed.
    """
    open_feeds = Feed.objects.filter(digest=digest(secret), revoked_at=None, user__is_active=True)
    return open_feeds.select_related("user__post__office", "user__post__role").get().user


def digest(secret: str) -> str:
    """Return what is kept of a secret. It is looked up by it, so the time taken tells nothing about the secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
