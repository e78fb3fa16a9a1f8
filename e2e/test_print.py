"""What comes out of the printer: a public record on one sheet, with its mark, and days that can be told apart."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from e2e.pages import LANGUAGES, Objects, View
from e2e.portal import Portal

pytestmark = pytest.mark.browser

RECORDS = ("valid", "suspended", "deregistered")
SHEETS = re.compile(rb"/Type\s*/Page\b")
# How much darker ink is than paper, by the formula of WCAG 2.2.
CONTRAST_ON_PAPER = """element => {
  const light = getComputedStyle(element).color.match(/[\\d.]+/g).slice(0, 3).map(Number).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05);
}"""
ADDED = "element => getComputedStyle(element, '::after').content"


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    """Open a page as the printer sees it."""
    context = browser.new_context()
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("result", RECORDS)
def test_a_record_is_printed_on_one_sheet(portal: Portal, objects: Objects, sheet: Page, result: str, language: str):
    sheet.goto(portal.url + View("", "", "registry:record", (f"number.{result}",)).path(language, objects))
    assert len(SHEETS.findall(sheet.pdf(format="A4"))) == 1


def test_a_printed_record_bears_the_mark_of_the_demo_in_ink(portal: Portal, objects: Objects, sheet: Page):
    sheet.goto(f"{portal.url}/register/{objects['number.valid']}/")
    mark = sheet.locator(".bf-demo")
    assert (mark.is_visible(), mark.inner_text()) == (True, "演示数据")
    assert mark.evaluate(CONTRAST_ON_PAPER) >= 7


def test_an_address_is_printed_once(portal: Portal, objects: Objects, sheet: Page):
    sheet.goto(f"{portal.url}/register/{objects['number.valid']}/")
    link = sheet.locator("main a[rel~=nofollow]")
    assert (link.inner_text(), link.evaluate(ADDED)) == (link.get_attribute("href"), "none")


def test_the_address_behind_words_is_printed_too(portal: Portal, sheet: Page):
    sheet.goto(f"{portal.url}/privacy/")
    added = sheet.locator("main a[href^=http]").evaluate_all(f"links => links.map({ADDED})")
    assert [text for text in added if text == "none"] == []


def test_today_is_printed_in_ink_without_a_ground(portal: Portal, objects: Objects, sheet: Page):
    sheet.context.add_cookies([{"name": "sessionid", "value": str(objects["session.provider"]), "url": portal.url}])
    sheet.goto(portal.url + View("", "", "filings:draft", ("filing.draft",)).path("zh", objects))
    today = sheet.locator(".bf-day.today").first
    parts = [today.locator(part).evaluate(CONTRAST_ON_PAPER) >= 7 for part in ("b", "i", "em")]
    style = today.evaluate(
        "element => [getComputedStyle(element).borderTopWidth, getComputedStyle(element).borderTopStyle]"
    )
    assert (parts, style) == ([True, True, True], ["3px", "solid"])
