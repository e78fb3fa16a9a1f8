"""Every page, in both languages and as wide as a desktop and a phone, as people meet it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from e2e.checks import HEIGHT, WIDTHS, faults, listen
from e2e.pages import LANGUAGES, VIEWS, Objects, View
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
