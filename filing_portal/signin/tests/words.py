"""Find words of the other language in what a page or a letter says."""

import re
from html.parser import HTMLParser

# What stands in Chinese text as it is: addresses, codes, the key of an authenticator app, names of schemes; and in
# English text: numbers of the register.
ALLOWED = re.compile(
    r"Cookie|https?://\S+|[\w.-]+@[\w.-]+|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\b[A-Z2-7]{32}\b|\bGB/T\b|\bAPI\b|\bIP\b|\bICP\b"
)
NUMBER = re.compile(r"\w网信备\w{20}号")
LATIN = re.compile(r"[A-Za-z]{2,}(?:[ '’-]+[A-Za-z]+)*")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
SHOWN_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder")


def latin_in(text: str) -> list[str]:
    """Return the Latin words of a Chinese text that are not meant to be there."""
    return LATIN.findall(ALLOWED.sub("", text))


def chinese_in(text: str) -> list[str]:
    """Return the Chinese words and signs of an English text."""
    return CHINESE.findall(NUMBER.sub("", text))


class Reader(HTMLParser):
    """Collect what a page shows in its own language; what names another language is left out."""

    VOID = ("meta", "link", "input", "img", "br", "hr", "source", "wbr")

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = []
        self.texts: list[str] = []
        self.page_language = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        language = given.get("lang") or (self.languages[-1] if self.languages else "")
        self.page_language = self.page_language or language
        if language == self.page_language:
            self.texts += [given[name] for name in SHOWN_ATTRIBUTES if given.get(name)]
        if tag not in self.VOID:
            self.languages.append("none" if tag in ("script", "style", "svg") else language)

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.languages:
            self.languages.pop()

    def handle_data(self, data):
        if self.languages and self.languages[-1] == self.page_language and data.strip():
            self.texts.append(" ".join(data.split()))


def shown(html: str) -> str:
    """Return what the page shows in its own language, a line for each piece of text."""
    reader = Reader()
    reader.feed(html)
    return "\n".join(reader.texts)
