import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.frame.context import navigation, portal
from filing_portal.tests.factories import make_officer, make_provider, make_user


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def shown_to(rf, user, path="/en/"):
    request = rf.get(path)
    request.user = user
    return navigation(request)


def labels(items):
    return [item.label for item in items]


def test_a_visitor_is_offered_look_up_and_sign_in(rf):
    nav = shown_to(rf, AnonymousUser())
    assert labels(nav.items) == ["Home", "Register", "Verify a number", "Provider sign-in", "Sign up"]
    assert nav.name == ""


def test_the_page_being_read_is_marked(rf):
    nav = shown_to(rf, AnonymousUser(), "/en/verify/")
    assert [item.label for item in nav.items if item.is_current] == ["Verify a number"]


@pytest.mark.django_db
def test_a_member_sees_the_provider_and_its_work(rf):
    user = make_user()
    provider = make_provider(user)
    nav = shown_to(rf, user)
    assert labels(nav.items)[:3] == ["Dashboard", "Filings", "Inspections"]
    assert nav.name == provider.name


@pytest.mark.django_db
def test_an_officer_finds_the_console(rf):
    nav = shown_to(rf, make_officer(name="李审核"))
    assert labels(nav.items)[-1] == "Review console"
    assert nav.name == "李审核"


@pytest.mark.django_db
def test_the_navigation_costs_a_member_three_queries_and_nothing_before_it_is_shown(rf, django_assert_num_queries):
    member = make_user()
    request = rf.get("/en/")
    request.user = User.objects.get(pk=member.pk)
    with django_assert_num_queries(0):
        context = portal(request)
    with django_assert_num_queries(3):
        assert context["nav"].items
