"""Every URL of the portal × every role × every method, read from the URLconf: what has no rule fails the build."""

import uuid

import pytest
from django.contrib.admin import site
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, resolve, reverse

from filing_portal.accounts.models import User
from filing_portal.base.rules import Rule, officer, page, rule_of
from filing_portal.base.scope import ScopedQuerySet
from filing_portal.console.reading import ReferenceAdmin
from filing_portal.frame import access
from filing_portal.offices.models import Officer
from filing_portal.tests.world import NAMES, URLS
from filing_portal.urls import urlpatterns as portal

# Each test is rolled back within the world of this file.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]

READ = {"GET", "HEAD", "OPTIONS"}
METHODS = (*sorted(READ), "POST", "PUT", "PATCH", "DELETE")
SIGN_IN, FORBIDDEN, NOT_FOUND, NOT_ALLOWED = "302 to the sign-in", 403, 404, 405
ANSWERED = "an answer"
PROVINCIAL = {
    model._meta.label_lower
    for model, model_admin in site._registry.items()
    if isinstance(model._default_manager.all(), ScopedQuerySet) and not isinstance(model_admin, ReferenceAdmin)
}
# Sign-in's own steps are only there for who is in the middle of them.
OWN_ANSWERS = ("account_", "mfa_")


def is_admitted(rule: Rule, user: User | None) -> bool:
    if rule.who == "public":
        return True
    if user is None:
        return False
    post = Officer.objects.filter(user=user).first()
    if rule.who == "officer":
        return post is not None and (not rule.permission or rule.permission in post.role.permissions)
    return rule.who == "signed_in" or post is None


def sees(name: str, role: str) -> bool:
    """Tell whether the sample object is the role's own, or lies in its province."""
    if not URLS[name].pattern.converters or access.rules()[name].who == "public":
        return True
    if not name.startswith("admin:"):
        return role == "provider A"
    return role != "officer of 44" or not is_of_a_province(name)


def expected(name: str, role: str, user: User | None, method: str):
    rule = access.rules()[name]
    if not is_admitted(rule, user):
        return SIGN_IN if user is None else FORBIDDEN
    if method not in rule.methods:
        return NOT_ALLOWED
    if name == "admin:login" and not is_admitted(officer(), user):
        return SIGN_IN if user is None else FORBIDDEN  # there is one sign-in, and the console is not for everybody
    return ANSWERED if sees(name, role) and name != "api:api-root" else NOT_FOUND


def kind_of(name: str, response):
    status = response.status_code
    if status == 302 and response["Location"].startswith("/accounts/login/?next="):
        return SIGN_IN
    if status == NOT_FOUND and name.startswith(OWN_ANSWERS):
        return ANSWERED
    if name == "health" and status == 503:
        return ANSWERED  # no worker runs beside the tests
    return ANSWERED if status in (200, 301, 302, 400, 409, 422) else status


def test_every_url_has_a_rule():
    assert [name for name in NAMES if rule_of(URLS[name].callback) is None] == []
    assert set(access.rules()) == set(NAMES)


def test_the_rows_of_a_province_are_found():
    nouns = {"filings.filing", "providers.provider", "registry.entry", "inspections.inspection"}
    assert nouns | {"ledger.event"} <= PROVINCIAL


def bare(request):
    return HttpResponse()


class Forgetful:
    """The portal's addresses, and one that came without a rule."""

    urlpatterns = [
        path("bare/", bare, name="bare"),
        page("ruled/", bare, Rule("public", ("GET",)), name="ruled"),
        *portal,
    ]


def test_a_url_without_a_rule_is_nobodys_and_is_found():
    with override_settings(ROOT_URLCONF=Forgetful):
        assert set(access.urls()) - set(access.rules()) == {"bare"}
        assert Client().get("/bare/").status_code == FORBIDDEN
        assert Client().get("/ruled/").status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_each_role_gets_what_the_table_says(name, world):
    path = world.path(name)
    wrong = {}
    for role, user in world.people.items():
        for method in METHODS:
            wanted = expected(name, role, user, method)
            got = kind_of(name, world.call(role, method, path))
            if got != wanted and not is_left_to_the_verb(name, role, method, got):
                wrong[role, method] = f"{got}, not {wanted}"
    assert wrong == {}


def is_left_to_the_verb(name: str, role: str, method: str, got) -> bool:
    """Tell whether the verb behind a page refuses: the national office sees all and decides nothing yet."""
    return (role, method, got) == ("national officer", "POST", FORBIDDEN) and is_of_a_province(name)


@pytest.mark.parametrize("name", [name for name in NAMES if URLS[name].pattern.converters])
def test_what_does_not_exist_is_not_found(name, world):
    unknown = {"uuid": uuid.UUID(int=0), "object_id": "0", "text": "1" * 20, "number": "1" * 20}
    unknown["secret"] = "a" * 43
    arguments = {key: unknown.get(key, value) for key, value in world.arguments[name].items()}
    for role in ("provider A", "officer of 11", "auditor"):
        if is_admitted(access.rules()[name], world.people[role]):
            assert world.call(role, "GET", reverse(name, kwargs=arguments)).status_code == NOT_FOUND


FORGED = ("abc", "0", "-1", "1e3", "99999999999999999999", "1 OR 1=1", "\0")


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name.startswith("admin:") and URLS[name].pattern.converters]
)
def test_a_forged_key_is_not_found_in_the_console(name, world):
    for role in ("officer of 11", "auditor", "system administrator"):
        if is_admitted(access.rules()[name], world.people[role]):
            for key in FORGED:
                path = world.path(name, key)
                statuses = {world.call(role, method, path).status_code for method in ("GET", "POST")}
                assert statuses <= {NOT_FOUND, NOT_ALLOWED}, (role, key)


CONSOLE_LISTS = [name for name in NAMES if name.startswith("admin:") and not URLS[name].pattern.converters]


OWN_LISTS = [name for name in NAMES if access.rules()[name].who == "provider" and not URLS[name].pattern.converters]


@pytest.mark.parametrize("name", [*CONSOLE_LISTS, *OWN_LISTS])
@pytest.mark.parametrize("role", ["officer of 44", "provider B"])
def test_no_list_and_no_search_shows_what_is_not_ones_own(name, role, world):
    if not is_admitted(access.rules()[name], world.people[role]) or name == "admin:registry_entry_changelist":
        return
    for query in ("", *(f"?q={secret}" for secret in world.secrets), "?show=all", "?show=open", "?after=999999"):
        page = world.call(role, "GET", reverse(name) + query).content.decode()
        asked = [secret for secret in world.secrets if secret in query]
        shown = [secret for secret in world.secrets if secret in page and secret not in asked]
        links = [path for path in map(world.path, own_pages(world)) if f'href="{path}"' in page]
        assert (shown, links) == ([], []), query


def own_pages(world):
    """Return the names of the pages about one object that only its owner and its office may read."""
    names = [name for name in world.arguments if access.rules()[name].who != "public"]
    return [name for name in names if not name.startswith("admin:") or is_of_a_province(name)]


def is_of_a_province(name):
    return name.startswith("admin:") and ".".join(name.removeprefix("admin:").split("_")[:2]) in PROVINCIAL


def test_an_office_does_not_see_a_draft(world):
    draft = world.people["provider A"].memberships.get().provider.filings.get(status="draft")
    for name in ("admin:filings_filing_change", "admin:filings_filing_decide"):
        path = world.path(name, str(draft.pk))
        assert world.call("officer of 11", "GET", path).status_code == NOT_FOUND
    page = world.call("officer of 11", "GET", reverse("admin:filings_filing_changelist") + "?show=all&q=甲方")
    assert draft.service_name not in page.content.decode()


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("admin:", "api:"))])
def test_a_page_in_english_has_the_rule_of_the_same_page_in_chinese(name, world):
    path = world.path(name)
    if path in ("/healthz", "/language/") or name == "calendar_ics":
        return
    assert resolve(path).view_name == name
    chinese, english = world.call("anonymous", "GET", path), world.call("anonymous", "GET", f"/en{path}")
    assert english.status_code == chinese.status_code


@pytest.mark.parametrize(
    ("method", "path", "led_to"),
    [
        ("GET", "/filings/?a=1", "/filings/%3Fa%3D1"),
        ("POST", "/filings/start/", "/filings/start/"),
        ("GET", "/console/filings/filing/?q=1", "/console/filings/filing/%3Fq%3D1"),
        ("POST", "/console/filings/filing/1/decide/", "/landing/"),
    ],
)
def test_after_the_sign_in_one_is_led_back_to_the_page_but_never_to_a_decision(method, path, led_to):
    response = Client().generic(method, path)
    assert response["Location"] == f"/accounts/login/?next={led_to}"


def test_who_sent_something_after_the_session_had_ended_is_told_what_became_of_it(world):
    sent = {"/en/provider/register/": "nothing was saved", f"/en{world.path('filings:section')}": "is not saved yet"}
    for url, words in sent.items():
        answer = Client().post(url, {"name": "x"}, follow=True)
        (message,) = answer.context["messages"]
        assert words in str(message)
        assert answer.redirect_chain == [(f"/en/accounts/login/?next={url}", 302)]


def test_a_change_of_state_needs_the_token_of_the_form(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["provider A"])
    for name in NAMES:
        if "POST" in access.rules()[name].methods and not name.startswith("admin:"):
            assert client.post(world.path(name)).status_code == FORBIDDEN, name
    reviewer = Client(enforce_csrf_checks=True)
    reviewer.force_login(world.people["officer of 11"])
    for name in NAMES:
        if "POST" in access.rules()[name].methods and name.startswith("admin:"):
            assert reviewer.post(world.path(name)).status_code == FORBIDDEN, name
