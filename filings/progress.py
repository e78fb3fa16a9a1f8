"""Tell how far a filing is: its tasks in the order of the form, each with a status in words."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base.lines import Words
from filings import checks
from filings.catalogue import ASKED, PERSON, SERVER, SERVICE, items_of


class Progress(models.TextChoices):
    NOT_STARTED = "not_started", pgettext_lazy("task", "Not started")
    IN_PROGRESS = "in_progress", pgettext_lazy("task", "In progress")
    NEEDS_CORRECTION = "needs_correction", pgettext_lazy("task", "Needs correction")
    COMPLETED = "completed", pgettext_lazy("task", "Completed")
    CANNOT_START = "cannot_start", pgettext_lazy("task", "Cannot start yet")


HINTS = {
    SERVICE: _("Name, category, form, application field, address, start date"),
    SERVER: _("Where the servers stand and how they are reached"),
    PERSON: _("Who answers for the service"),
}


@dataclass(frozen=True)
class Task:
    """A section that is asked, and how far it is."""

    code: str
    title: Words
    hint: Words
    status: Progress

    @property
    def is_completed(self) -> bool:
        return self.status == Progress.COMPLETED


def tasks(
    answers: Mapping[str, Any], today: date, *, is_returned: bool = False, unsaved: Container[str] = ()
) -> list[Task]:
    """Return the sections that are asked, with `answers` by column; `today` is the Shanghai day.

    What was typed and could not be saved needs correction (`unsaved` holds the codes of such sections); in a returned
    filing, what is wrong or missing needs it as well.
    """
    return [
        Task(
            section.code,
            section.title,
            HINTS[section.code],
            Progress.NEEDS_CORRECTION
            if section.code in unsaved
            else progress(answers, today, section.code, is_returned),
        )
        for section in ASKED
    ]


def progress(answers: Mapping[str, Any], today: date, section: str, is_returned: bool) -> Progress:
    """Return how far the section with this code is."""
    if not checks.found(answers, today, section):
        return Progress.COMPLETED
    if is_returned:
        return Progress.NEEDS_CORRECTION
    is_begun = any(answers[item.name] for item in items_of(section))
    return Progress.IN_PROGRESS if is_begun else Progress.NOT_STARTED
