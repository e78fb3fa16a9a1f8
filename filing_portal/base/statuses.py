"""Statuses as people see them: a word on a tone. The stylesheet knows tones, so a new status edits no stylesheet."""

from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from django.db import models
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString


class Tone(StrEnum):
    PLAIN = ""
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class StatusChoices(models.TextChoices):
    """Choices of a status field, each written as value, tone, label."""

    tone: Tone

    def __new__(cls, value: str, tone: Tone = Tone.PLAIN) -> "StatusChoices":
        member = str.__new__(cls, value)
        member._value_ = value
        member.tone = tone
        return member


class HasStatus(Protocol):
    """A row with a status; `STATUSES` are its choices."""

    @property
    def STATUSES(self) -> type[StatusChoices]: ...  # noqa: N802 -- the constant of a model

    @property
    def status(self) -> str: ...


def status_tag(row: HasStatus, *, large: bool = False) -> SafeString:
    """Return the row's status as a tag in words; `large` beside a heading."""
    status = row.STATUSES(row.status)
    return tag(status.label, status.tone, large=large)


def tag(label: str | Promise, tone: Tone = Tone.PLAIN, *, large: bool = False) -> SafeString:
    """Return the words as a tag of this tone."""
    return rendered(str(label), tone.value, large)


@lru_cache
def rendered(label: str, tone: str, large: bool) -> SafeString:
    """Render the tag once for a language: a list shows the same few in every row."""
    return render_to_string("_tag.html", {"label": label, "tone": tone, "large": large})
