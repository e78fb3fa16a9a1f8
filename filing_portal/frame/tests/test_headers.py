"""What every answer carries, and what no page may hold: nothing inline that the policy would have to allow."""

from html.parser import HTMLParser
from itertools import product

import pytest
from django.test import Client

from filing_portal import urls
from filing_portal.base.rules import page, public
from filing_portal.frame import access
from filing_portal.tests.world import NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Inline(HTMLParser):
    """Collects what a strict policy blocks: inline scripts and styles, handlers, addresses elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        source = names.get("src") or (names.get("href", "") if tag == "link" else "")
        if tag == "style" or "style" in names or (tag == "script" and "src" not in names and is_code(names)):
            self.found.append(self.get_starttag_text())
        if any(name.startswith("on") for name in names) or source.startswith(("http:", "https:", "//", "javascript:")):
            self.found.append(self.get_starttag_text())


def is_code(attributes):
    return attributes.get("type") not in ("application/json", "application/ld+json")


def faults(response):
    """Return what the answer's headers lack, and what its page holds that the policy blocks."""
    policy = {directive.strip() for directive in response["Content-Security-Policy"].split(";")}
    found = [f"policy: {directive}" for directive in policy ^ POLICY]
    found += [f"{name}: {response[name]}" for name, value in HEADERS.items() if response[name] != value]
    if response["Content-Type"].startswith("text/html"):
        reader = Inline()
        reader.feed(response.content.decode())
        found += reader.found
    return found


def reader_of(name):
    rule = access.rules()[name]
    if rule.who != "officer":
        return "provider A"
    auditors = ("ledger.", "offices.")
    if rule.permission.startswith(auditors):
        return "system administrator" if rule.permission.endswith("_officer") else "auditor"
    return "officer of 11"


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_carries_the_policy_and_every_page_keeps_it(name, world):
    asked = product({reader_of(name), "anonymous"}, ("GET", "POST", "DELETE"))
    answers = {(role, method): world.call(role, method, world.path(name)) for role, method in asked}
    assert {call: faults(answer) for call, answer in answers.items() if faults(answer)} == {}


@pytest.mark.parametrize(
    ("role", "method", "url", "status"),
    [
        ("anonymous", "GET", "/nothing/", 404),
        ("anonymous", "GET", "/en/nothing/", 404),
        ("anonymous", "GET", "/api/v1/nothing", 404),
        ("anonymous", "GET", "/console/nothing/", 404),
        ("provider A", "GET", "/console/", 403),
        ("officer of 11", "GET", "/filings/", 403),
        ("anonymous", "DELETE", "/", 405),
        ("anonymous", "GET", "/register/%00/", 404),
    ],
)
def test_error_pages_keep_it_too(role, method, url, status, world):
    response = world.call(role, method, url)
    assert response.status_code == status
    assert faults(response) == []


def test_a_wrong_method_is_told_the_right_ones():
    response = Client().put("/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_form_without_its_token_is_refused_with_a_page(world):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/")
    assert response.status_code == 403
    assert faults(response) == []


def test_a_page_that_crashes_keeps_it(settings, monkeypatch):
    def crash(request):
        raise RuntimeError

    monkeypatch.setattr(urls, "urlpatterns", [page("", crash, public(), name="home"), *urls.urlpatterns])
    settings.ROOT_URLCONF = tuple(urls.urlpatterns)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert faults(response) == []


def test_a_host_that_is_not_ours_is_refused(settings):
    settings.ALLOWED_HOSTS = ["filing.example.org"]
    response = Client().get("/", headers={"host": "evil.example.com"})
    assert response.status_code == 400
