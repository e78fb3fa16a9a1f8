"""What makes the answers of a filing complete and right; the pages ask it early, submitting asks it again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from filings.catalogue import ANSWERS, BY_NAME, Form
from providers import divisions

Problems = dict[str, list[Any]]

ASKS = {
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


def problems(answers: Mapping[str, Any], today: date, section: str | None = None) -> Problems:
    """Return a sentence for each wrong or missing answer, by column; empty when the filing is complete (art. 11).

    `today` is the Shanghai day; `section` limits the check to the answers of one section.
    """
    wanted = [item.name for item in ANSWERS if section in (None, item.section)]
    found: Problems = {name: [ASKS[name]] for name in wanted if name in ASKS and not answers.get(name)}
    for name in wanted:
        if BY_NAME[name].choices and name not in found and (message := unknown_choice(answers, name)):
            found[name] = [message]
    for name, sentence in CHECKS:
        if name in wanted and name not in found and (message := sentence(answers, today)):
            found[name] = [message]
    return found


def unknown_choice(answers: Mapping[str, Any], name: str) -> Any:
    """A choice must be one of the catalogue's, whoever wrote it."""
    item = BY_NAME[name]
    chosen = answers[name] if item.kind == "choices" else [answers[name]]
    if not set(chosen) <= set(item.choices.values):
        return _("Select from the list: this answer is not in it.")
    return None


def starts_in_future(answers: Mapping[str, Any], today: date) -> Any:
    if answers["started_on"] > today:
        return _("The start date cannot be in the future: only running services are filed.")
    return None


def unknown_county(answers: Mapping[str, Any], today: date) -> Any:
    if not divisions.is_current(answers["server_county"]):
        return _("Select a county from the list: this code is not in use today.")
    return None


def bad_address(answers: Mapping[str, Any], today: date) -> Any:
    """The web address must be one; a website must have one; without any address nobody finds the service."""
    address = answers.get("web_address")
    if address:
        return None if is_http(address) else _("Enter an address that starts with http:// or https://.")
    if Form.WEBSITE in (answers.get("forms") or []):
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
