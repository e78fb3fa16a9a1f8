"""Put events into words, by the texts that each noun gives its verbs in MOVES."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext

from filing_portal.ledger.models import Event

Noun = type[Any]  # a model with a table of moves, MOVES


@dataclass(frozen=True)
class Line:
    """A line of a timeline."""

    at: datetime
    title: str
    actor_name: str
    note: str = ""


def timeline(events: Iterable[Event], why: Callable[[Event], str] = lambda event: "") -> list[Line]:
    """Return the events as lines with the names of those who acted, newest first.

    `why` returns the words of the noun's rows that belong to an event: the ledger itself has none.
    """
    lines = [Line(event.at, title(event), actor(event), why(event)) for event in events]
    return lines[::-1]


def nouns() -> list[Noun]:
    """Return the models whose rows have events: those with a table of moves, in the order of the installed apps."""
    return [model for model in apps.get_models() if hasattr(model, "MOVES")]


def noun_of(event: Event) -> Noun | None:
    """Return the model the event is about, None for one that is no longer part of the portal."""
    return next((model for model in nouns() if model._meta.label_lower == event.subject_type), None)


def title(event: Event) -> str:
    """Return what was done; a verb that is no longer known stands for itself."""
    move = getattr(noun_of(event), "MOVES", {}).get(event.verb)
    return str(move.said) if move else event.verb


def kind(event: Event) -> str:
    """Return what kind of row the event is about."""
    noun = noun_of(event)
    return kind_of(noun) if noun else event.subject_type


def kind_of(noun: Noun) -> str:
    """Return the noun's name in the ledger: its `KIND`, where it has one, or its name."""
    return str(getattr(noun, "KIND", "") or capfirst(noun._meta.verbose_name))


def actor(event: Event) -> str:
    return str(event.actor) if event.actor else gettext("The portal")
