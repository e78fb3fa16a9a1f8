import hashlib
import logging

import pytest

from filing_portal.feeds import workflow
from filing_portal.feeds.models import Feed
from filing_portal.ledger.models import Event
from filing_portal.tests.factories import make_officer, make_user

pytestmark = pytest.mark.django_db


def leads_to(secret):
    try:
        return workflow.subscriber(secret)
    except Feed.DoesNotExist:
        return None


def test_the_address_leads_to_the_person_it_was_made_for():
    one, two = make_user(), make_officer("11")
    first, second = workflow.open_feed(by=one), workflow.open_feed(by=two)
    assert (leads_to(first), leads_to(second)) == (one, two)


def test_a_new_address_ends_the_former_one():
    user = make_user()
    former, secret = workflow.open_feed(by=user), workflow.open_feed(by=user)
    assert (leads_to(former), leads_to(secret)) == (None, user)
    assert Feed.objects.filter(user=user, revoked_at=None).count() == 1


def test_a_revoked_address_leads_to_nothing_and_revoking_twice_is_no_mistake():
    user = make_user()
    secret = workflow.open_feed(by=user)
    workflow.revoke_feed(by=user)
    workflow.revoke_feed(by=user)
    assert (leads_to(secret), workflow.feed_of(user)) == (None, None)
    assert Event.objects.filter(subject_type="feeds.feed", verb="revoke").count() == 1


def test_a_closed_account_has_no_calendar():
    user = make_user()
    secret = workflow.open_feed(by=user)
    user.is_active = False
    user.save()
    assert leads_to(secret) is None
    user.is_active = True
    user.save()
    assert leads_to(secret) == user


@pytest.mark.parametrize("guess", ["", "a", "a" * 43, "é" * 43, "\0"])
def test_a_guess_leads_to_nothing(guess):
    workflow.open_feed(by=make_user())
    assert leads_to(guess) is None


def test_only_the_digest_is_kept_and_neither_is_told():
    user = make_user()
    secret = workflow.open_feed(by=user)
    feed = Feed.objects.get()
    assert len(secret) == 43
    assert feed.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert leads_to(feed.digest) is None
    [event] = Event.objects.filter(subject_type="feeds.feed", verb="open")
    assert (event.actor, event.subject_id, event.before, event.after) == (user, feed.pk, {}, {"account": user.pk})


def test_a_look_up_is_one_question_whether_it_leads_anywhere_or_not(django_assert_num_queries):
    secret = workflow.open_feed(by=make_officer("11"))
    with django_assert_num_queries(1):
        assert leads_to("a" * 43) is None
    with django_assert_num_queries(1):
        assert leads_to(secret).post.office.code == "11"


def test_the_verbs_write_no_line_with_the_secret(caplog):
    with caplog.at_level(logging.DEBUG):
        secret = workflow.open_feed(by=make_user())
        leads_to(secret)
    assert secret not in caplog.text
