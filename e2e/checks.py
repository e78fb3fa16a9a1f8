"""Checks of a page, whatever is on it: barriers by axe, the width, the language, the title."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
WIDTHS = (1280, 390)
NARROWEST = 320
HEIGHT = 900
LANGS = {"zh": "zh-Hans", "en": "en"}

# The wide parts that stick out; a table in a scrolling frame of its own does not.
STICKING_OUT = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 200)).concat([`${document.documentElement.scrollWidth}px`])"""
# What is read aloud or seen, but for what says it is not Chinese, and for code.
CHINESE_TEXTS = """() => {
  const found = [document.title];
  const foreign = "[lang]:not([lang^=zh]), code, pre, kbd, samp, script, style, template";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(foreign)) found.push(walker.currentNode.data);
  for (const name of ["aria-label", "placeholder", "title", "alt"])
    for (const e of document.body.querySelectorAll(`[${name}]`))
      if (!e.closest(foreign)) found.push(e.getAttribute(name));
  return found; }"""
# Four Latin words in a row, or two when they are all the text there is.
WORD = r"[A-Za-z][A-Za-z'’-]*[ ,;:]+"
ENGLISH = re.compile(rf"(?:{WORD}){{3}}[A-Za-z]{{2,}}|^(?:{WORD})+[A-Za-z]{{2,}}[.:]?$")
# After the mark of an error, the page's own words stand before the portal's name.
TITLE = re.compile(r"(Error:|错误：)?\s*[^\s|-]")

AXE = Axe().axe_script


def listen(page: Page, found: list[str]) -> None:
    """Add to `found` whatever the browser complains about from now on: failing scripts, and what the CSP forbids."""

    def hear(message: ConsoleMessage) -> None:
        # Chromium reports a page's own status above 400 as an error; it is asserted elsewhere.
        is_status = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
        if message.type == "error" and not is_status:
            found.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: found.append(str(error)))


def barriers(page: Page) -> list[str]:
    """Return what axe finds, each with its first elements; its script is on the page already."""
    violations = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        f"{each['id']}: {node['html'][:300]} {node['failureSummary']}"
        for each in violations
        for node in each["nodes"][:2]
    ]


def faults(page: Page, language: str, name: str) -> list[str]:
    """Return everything that is wrong with the page in a desktop's, a phone's and the narrowest width.

    Saves its pictures under `name` when SCREENSHOTS names a folder.
    """
    found = [] if TITLE.match(page.title()) else ["The title is empty."]
    lang = page.locator("html").get_attribute("lang")
    if lang != LANGS[language]:
        found.append(f"The language of the page is {lang}.")
    if language == "zh":
        found += [f"English: {text}" for text in english(page)]
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"At {width}: {barrier}" for barrier in barriers(page)]
        save_picture(page, f"{name}.{language}.{width}")
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    return found + [f"At {NARROWEST} sticks out: {part}" for part in page.evaluate(STICKING_OUT)]


def save_picture(page: Page, name: str) -> None:
    """Save a picture of the page, when SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}.png", full_page=True)


def english(page: Page) -> list[str]:
    """Return the texts of a Chinese page that are English."""
    texts = (" ".join(text.split()) for text in page.evaluate(CHINESE_TEXTS))
    return sorted({text for text in texts if ENGLISH.search(text)})
