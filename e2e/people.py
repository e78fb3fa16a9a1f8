"""People at a browser: they find things by what they are called, and do one thing after the other."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import Locator, Page, expect

from e2e.portal import Portal

PASSWORD = "a-long-and-quiet-password"
PREFIXES = {"zh-hans": "", "en": "/en"}
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@dataclass(frozen=True)
class Person:
    """Somebody who reads one language; texts are given in English and looked for as this person reads them."""

    page: Page
    portal: Portal
    language: str = "zh-hans"

    def said(self, text: str, context: str = "", **values: object) -> str:
        """Return a text of the interface in this person's language."""
        with override(self.language):
            found = pgettext(context, text) if context else gettext(text)
        return found % values if values else found

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def group(self, text: str, context: str = "") -> Locator:
        return self.main.get_by_role("group", name=self.said(text, context), exact=True)

    def visit(self, path: str = "/") -> None:
        self.page.goto(self.portal.url + PREFIXES[self.language] + path)

    def follow(self, text: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_role("link", name=self.said(text), exact=True).first.click()

    def choose_in_menu(self, text: str) -> None:
        self.follow(text, self.page.get_by_role("navigation", name=self.said("Main")))

    def open_in_console(self, text: str) -> None:
        menu = self.page.get_by_role("navigation", name=self.said("Console"))
        menu.get_by_role("link", name=self.said(text)).first.click()

    def press(self, text: str, context: str = "") -> None:
        self.main.get_by_role("button", name=self.said(text, context), exact=True).click()

    def fill(self, label: str, value: str, within: Locator | None = None, context: str = "") -> None:
        (within or self.main).get_by_label(self.said(label, context), exact=True).fill(value)

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.main.get_by_label(self.said(label), exact=True).check()

    def sign_out(self) -> None:
        """Sign out by the list under the name in the masthead."""
        menu = self.page.get_by_role("banner").get_by_role("group")
        menu.click()
        self.page.get_by_role("button", name=self.said("Sign out")).click()

    def sees(self, text: str) -> None:
        expect(self.main).to_contain_text(text)

    def sees_title(self, text: str, **values: object) -> None:
        expect(self.main.get_by_role("heading", level=1)).to_have_text(self.said(text, "", **values))
