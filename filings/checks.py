"""Check the answers of a filing (art. 11): the pages do it early, submitting does it again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words
from filings.catalogue import ANSWERS, BY_NAME, ServiceForm
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
        if name in wanted and name not in wrong and (message := check(answers, today)):
            wrong[name] = [message]
    return wrong


def unknown_choice(answers: Mapping[str, Any], name: str) -> Words | None:
    """Return a sentence when an answer is not among the catalogue's choices; a request may carry any text."""
    item = BY_NAME[name]
    chosen = answers[name] if item.kind == "choices" else [answers[name]]
    if item.choices and not set(chosen) <= set(item.choices.values):
        return _("Select from the list: this answer is not in it.")
    return None


def starts_in_future(answers: Mapping[str, Any], today: date) -> Words | None:
    if answers["started_on"] > today:
        return _("The start date cannot be in the future: only running services are filed.")
    return None


def unknown_county(answers: Mapping[str, Any], today: date) -> Words | None:
    if not divisions.is_current(answers["server_county"]):
        return _("Select a county from the list: this code is not in use today.")
    return None


def bad_address(answers: Mapping[str, Any], today: date) -> Words | None:
    """Return a sentence for a web address that is none, or that is missing.

    A website needs one; any other service needs it, a client name or an account name, or nobody finds the service.
    """
    address = answers.get("web_address")
    if address:
        return None if is_http(address) else _("Enter an address that starts with http:// or https://.")
    if ServiceForm.WEBSITE in (answers.get("forms") or []):
        return _("Enter the web address: you selected “Website” as a service form.")
    if not answers.get("client_name") and not answers.get("account_name"):
        return _("Enter a web address, a client name or an official account name: at least one of them.")
    return None


def is_http(address: str) -> bool:
    try:
        HTTP(address)
    except ValidationError:
        return False
    return True


CHECKS = (
    ("started_on", starts_in_future),
    ("server_county", unknown_county),
    ("web_address", bad_address),
)
