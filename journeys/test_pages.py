"""Every page, in both languages and as wide as a desktop and a phone, as people meet it."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from journeys.looking import HEIGHT, WIDTHS, english, faults, listen
from journeys.portal import Portal
from journeys.sweep import LANGUAGES, VIEWS, Scenes, View

Opening = Callable[[View, str], Page]


@pytest.fixture(scope="session")
def scenes(portal: Portal) -> Scenes:
    return json.loads(portal.python("-W", "ignore", "-m", "journeys.scenes"))


@pytest.fixture(scope="session")
def contexts(portal: Portal, scenes: Scenes, browser: Browser) -> Iterator[Callable[[str | None], BrowserContext]]:
    """One browser profile for each session, kept for all pages."""
    known: dict[str | None, BrowserContext] = {}

    def of(session: str | None) -> BrowserContext:
        if session not in known:
            known[session] = browser.new_context()
            cookies = [{"name": "sessionid", "value": scenes[session], "url": portal.url}] if session else []
            known[session].add_cookies(cookies)
        return known[session]

    yield of
    for context in known.values():
        context.close()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def opened(portal: Portal, scenes: Scenes, contexts, complaints: list[str]) -> Iterator[Opening]:
    """Return how to open a page: it has its status, its act is done, and it has settled."""
    pages: list[Page] = []

    def open_(view: View, language: str) -> Page:
        page = contexts(view.session(language)).new_page()
        pages.append(page)
        listen(page, complaints)
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        path = view.path(language, scenes)
        answer = page.goto(portal.url + path)
        assert (answer.status, page.url) == (view.status, portal.url + quote(path, safe="/?=:&"))
        if view.act:
            view.act(page)
        page.wait_for_load_state()
        return page

    yield open_
    for page in pages:
        page.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.title)
def test_a_page_has_no_barrier_and_fits(opened: Opening, complaints: list[str], view: View, language: str):
    page = opened(view, language)

    found = [*faults(page, language, view.title), *complaints]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.title)
def test_a_chinese_page_holds_no_english(opened: Opening, view: View):
    found = english(opened(view, "zh"))

    assert not found, "\n".join(found)
