"""Every page, in both languages and as wide as a desktop and a phone, as people meet it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from e2e.checks import HEIGHT, WIDTHS, faults, listen
from e2e.pages import LANGUAGES, VIEWS, Objects, View, send
from e2e.portal import Portal

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Tab:
    """A browser's page that serves many views of one session, and what it has complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str, status: int) -> Page:
        """Open the page at `address` in a desktop's width; fail on a redirect and on another status."""
        self.complaints.clear()
        self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        answer = self.page.goto(address)
        assert (answer.status, self.page.url) == (status, quote(address, safe="/?=:&"))
        return self.page


@pytest.fixture(scope="session")
def tab_of(portal: Portal, objects: Objects, browser: Browser) -> Iterator[Callable[[str | None], Tab]]:
    """Return how to find the one tab of a session; nobody signs in twice."""
    known: dict[str | None, Tab] = {}

    def find(session: str | None) -> Tab:
        if session not in known:
            context = browser.new_context()
            if session:
                context.add_cookies([{"name": "sessionid", "value": str(objects[session]), "url": portal.url}])
            known[session] = Tab(context.new_page())
            listen(known[session].page, known[session].complaints)
        return known[session]

    yield find
    for tab in known.values():
        tab.page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.title)
def test_a_page_has_no_barrier_fits_and_speaks_one_language(
    portal: Portal, objects: Objects, tab_of: Callable[[str | None], Tab], view: View, language: str
):
    tab = tab_of(view.session(language))
    page = tab.open(portal.url + view.path(language, objects), view.status)
    if view.act:
        view.act(page)
        page.wait_for_load_state()

    found = [*faults(page, language, view.title), *tab.complaints]

    assert not found, "\n".join(found)


SHORT_PAGES = [view for view in VIEWS if view.title in ("password reset", "404", "confirmation", "403")]
WIDE_FORMS = [view for view in VIEWS if view.title in ("register organisation", "draft form with errors", "sign-up")]
FIELDS = "[...document.querySelectorAll('main .form-control, main .form-select')].filter(e => e.offsetParent)"
WIDTHS_OF_FIELDS = f"() => Object.fromEntries({FIELDS}.map(e => [e.id, e.getBoundingClientRect().width]))"
FOOTER = "() => document.querySelector('.bf-foot').getBoundingClientRect().bottom + window.scrollY"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", SHORT_PAGES, ids=lambda view: view.title)
def test_the_footer_of_a_short_page_stands_at_the_foot_of_the_window(
    portal: Portal, objects: Objects, tab_of: Callable[[str | None], Tab], view: View, width: int
):
    page = tab_of(view.session("en")).open(portal.url + view.path("en", objects), view.status)
    height = 4000  # so tall that each page is short
    page.set_viewport_size({"width": width, "height": height})

    assert page.evaluate(FOOTER) == pytest.approx(height, abs=1)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", WIDE_FORMS, ids=lambda view: view.title)
def test_a_field_with_an_error_is_as_wide_as_without(
    portal: Portal, objects: Objects, tab_of: Callable[[str | None], Tab], view: View, width: int
):
    page = tab_of(view.session("en")).open(portal.url + view.path("en", objects), view.status)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    before = page.evaluate(WIDTHS_OF_FIELDS)
    for entry in page.locator("main input.form-control:visible").all():
        entry.fill("")
    send(page)
    page.wait_for_load_state()

    assert page.locator("main .has-error").count() > 0
    after = page.evaluate(WIDTHS_OF_FIELDS)
    assert {name: after.get(name) for name in before} == before


HEAD_OF_A_CASE = """() => ['.bf-conhead > :first-child', '.bf-conhead .bf-sla']
  .map(part => document.querySelector(part).getBoundingClientRect())
  .map(box => [box.top, box.right, box.bottom, box.left])"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_time_of_a_late_case_stands_beside_its_title(
    portal: Portal, objects: Objects, tab_of: Callable[[str | None], Tab], language: str
):
    [view] = [view for view in VIEWS if view.title == "late case"]
    page = tab_of(view.session(language)).open(portal.url + view.path(language, objects), view.status)

    (top, right, bottom, _left), (time_top, _right, time_bottom, time_left) = page.evaluate(HEAD_OF_A_CASE)

    assert page.locator(".bf-casefacts .bf-tag--warn").first.is_visible()
    assert top <= time_top < time_bottom <= bottom
    assert right <= time_left
