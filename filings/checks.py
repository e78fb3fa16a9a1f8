"""Check the answers of a filing (art. 11): the pages do it early, submitting does it again."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_domain_name, validate_ipv46_address
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words
from filings.catalogue import ANSWERS, BY_NAME, ApplicationField, ServiceForm
from providers import divisions

Found = dict[str, list[Words]]

# What is said of an answer that is missing, by column.
REQUIRED_MESSAGES = {
    "service_name": _("Enter the name of the service."),
    "category": _("Select the service category."),
    "forms": _("Select at least one service form."),
    "fields": _("Select at least one application field."),
    "description": _("Describe what the service does."),
    "started_on": _("Enter the day the service started."),
    "server_county": _("Select the province and the county where the server is."),
    "server_address": _("Enter the server address: one IP or host name on each line."),
    "person": _("Enter who is responsible for the service."),
}
HTTP = URLValidator(schemes=["http", "https"])


def found(answers: Mapping[str, Any], today: date, section: str | None = None) -> Found:
    """Return a sentence for each wrong or missing answer, by column; empty when the filing is complete (art. 11).

    `answers` go by column, `today` is the Shanghai day; `section`, a section's code, limits the check to its answers.
    """
    wanted = [item.name for item in ANSWERS if section in (None, item.section)]
    wrong: Found = {
        name: [REQUIRED_MESSAGES[name]] for name in wanted if name in REQUIRED_MESSAGES and not answers.get(name)
    }
    for name in wanted:
        if BY_NAME[name].choices and name not in wrong and (message := unknown_choice(answers, name)):
            wrong[name] = [message]
    for name, check in CHECKS:
        if name in wanted and name not in wrong and (sentences := list(check(answers, today))):
            wrong[name] = sentences
    return wrong


def unknown_choice(answers: Mapping[str, Any], name: str) -> Words | None:
    """Return a sentence when an answer is not among the catalogue's choices; a request may carry any text."""
    item = BY_NAME[name]
    chosen = answers[name] if item.kind == "choices" else [answers[name]]
    if item.choices and not set(chosen) <= set(item.choices.values):
        return _("Select from the list: this answer is not in it.")
    return None


def starts_in_future(answers: Mapping[str, Any], today: date) -> Iterator[Words]:
    if answers["started_on"] > today:
        yield _("The start date cannot be in the future: only running services are filed.")


def unknown_county(answers: Mapping[str, Any], today: date) -> Iterator[Words]:
    if not divisions.is_current(answers["server_county"]):
        yield _("Select a county from the list: this code is not in use today.")


def bad_other_field(answers: Mapping[str, Any], today: date) -> Iterator[Words]:
    """Yield a sentence when “Other” is selected and not explained, or explained and not selected."""
    is_other, text = ApplicationField.OTHER in (answers.get("fields") or []), answers.get("other_field")
    if is_other and not text:
        yield _("Enter which application field it is: you selected “Other”.")
    if text and not is_other:
        yield _("Select “Other” as an application field as well, or leave this empty.")


def bad_address(answers: Mapping[str, Any], today: date) -> Iterator[Words]:
    """Yield a sentence for a web address that is none, or that is missing.

    A website needs one; any other service needs it, a client name or an account name, or nobody finds the service.
    """
    address = answers.get("web_address")
    if address:
        if not passes(address, HTTP):
            yield _("Enter an address that starts with http:// or https://.")
    elif ServiceForm.WEBSITE in (answers.get("forms") or []):
        yield _("Enter the web address: you selected “Website” as a service form.")
    elif not answers.get("client_name") and not answers.get("account_name"):
        yield _("Enter a web address, a client name or an official account name: at least one of them.")


def bad_servers(answers: Mapping[str, Any], today: date) -> Iterator[Words]:
    """Yield a sentence for each line of the server address that is neither an IP address nor a host name."""
    for number, line in enumerate(answers["server_address"].splitlines(), 1):
        if line.strip() and not is_server(line.strip()):
            # In the reader's language now: the line is part of the sentence.
            yield gettext(
                "Line %(number)s of the server address, “%(line)s”, is neither an IP address nor a host name."
                " Write one on each line, without port, network or path."
            ) % {"number": number, "line": Truncator(line.strip()).chars(60)}


def is_server(address: str) -> bool:
    """Tell whether the text is one IP address, of version 4 or 6, or one host name, also of Chinese characters.

    Full-width digits and dots count as their plain forms. A zone of the machine's own (%eth0) is no address.
    """
    plain = unicodedata.normalize("NFKC", address)
    if passes(plain, validate_ipv46_address):
        return "%" not in plain
    # Django's host names may hold any sign beyond ASCII: a list divided by “、” would be one name.
    return passes(plain, validate_domain_name) and all(
        char in ".-" or unicodedata.category(char)[0] in "LMN" for char in plain
    )


def passes(text: str, validate: Callable[[str], None]) -> bool:
    """Tell whether one of Django's validators has nothing against the text."""
    try:
        validate(text)
    except ValidationError:
        return False
    return True


CHECKS = (
    ("started_on", starts_in_future),
    ("server_county", unknown_county),
    ("other_field", bad_other_field),
    ("web_address", bad_address),
    ("server_address", bad_servers),
)
