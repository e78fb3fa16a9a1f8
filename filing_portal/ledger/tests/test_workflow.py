import pytest
import structlog
from django.db import transaction

from filing_portal.ledger.models import Event
from filing_portal.ledger.workflow import record
from filing_portal.tests.factories import make_provider, make_user

pytestmark = pytest.mark.django_db


def test_an_event_says_who_what_which_row_and_where():
    provider, user = make_provider(province="11"), make_user()
    event = record(provider, "move", by=user, before={"a": 1}, after={"a": 2})
    stored = Event.objects.get(pk=event.pk)
    assert (stored.actor, stored.verb, stored.subject_type, stored.subject_id) == (
        user,
        "move",
        "providers.provider",
        provider.pk,
    )
    assert (stored.province, stored.before, stored.after) == ("11", {"a": 1}, {"a": 2})


def test_an_event_falls_with_its_transaction():
    user = make_user()
    with transaction.atomic():
        record(user, "move", by=None)
        assert Event.objects.exists()
        transaction.set_rollback(True)
    assert not Event.objects.exists()


@pytest.mark.parametrize(("sent", "kept"), [("abc", "abc"), ("x" * 200, "x" * 64)])
def test_an_event_carries_the_id_of_the_request(sent, kept):
    with structlog.contextvars.bound_contextvars(request_id=sent):
        assert record(make_user(), "move", by=None).request_id == kept
    assert record(make_user(), "move", by=None).request_id == ""
