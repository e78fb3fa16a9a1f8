import pytest
from django.contrib.auth.models import AnonymousUser

from filing_portal.tests.factories import make_provider, make_user
from providers.acting import acting_provider

pytestmark = pytest.mark.django_db


def asked_by(rf, user):
    request = rf.get("/")
    request.user = user
    return request


def test_a_member_acts_for_its_provider_and_is_asked_once(rf, django_assert_num_queries):
    provider = make_provider()
    make_provider()
    request = asked_by(rf, provider.members().get())
    with django_assert_num_queries(1):
        assert acting_provider(request) == provider
        assert acting_provider(request) == provider


def test_an_account_without_a_provider_acts_for_none_and_is_asked_once(rf, django_assert_num_queries):
    request = asked_by(rf, make_user())
    with django_assert_num_queries(1):
        assert acting_provider(request) is None
        assert acting_provider(request) is None


def test_a_visitor_acts_for_nobody(rf):
    make_provider()
    assert acting_provider(asked_by(rf, AnonymousUser())) is None
