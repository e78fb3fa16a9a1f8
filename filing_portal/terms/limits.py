"""The time limits of the Provisions: what each is called, and which of them applies."""

import re
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IN_FORCE = date(2019, 2, 15)
BEFORE = "-before-2019"
LONGEST = 250  # working days that anybody may ask for: about a year

# By the limit's code: the number in the table of terms, and what must have happened when the term ends.
LIMITS: dict[str, tuple[str, Promise]] = {
    "file": ("T1", _("File a new service")),
    "change": ("T2", _("Submit a change")),
    "deregister": ("T3", _("Submit a deregistration")),
    "decide": ("T4, T5", _("Decide on a filing")),
    "correct": ("T6", _("Correct a returned filing")),
    "decide-change": ("T7", _("Decide on a change or deregistration")),
    "inspect": ("T8", _("Answer an inspection")),
    "rectify": ("T9", _("Prove rectification")),
    "object": ("T10", _("Object to an announcement")),
    "file-before-2019": ("T11", _("File a service older than the Provisions")),
}


def read_length(text: str) -> int:
    """Return a number of working days as it is written, 1 to LONGEST; raise ValueError for anything else."""
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or not 1 <= int(text) <= LONGEST:
        raise ValueError(f"Write the number of working days as a whole number from 1 to {LONGEST}, not “{text[:40]}”.")
    return int(text)


def title(code: str) -> str | Promise:
    """Return what the limit of this code asks for, in the reader's language."""
    return LIMITS[code][1] if code in LIMITS else code


def number(code: str) -> str:
    """Return the limit's number in the table of terms, "" for one that is not in it."""
    return LIMITS[code][0] if code in LIMITS else ""


def applied(limit: str, on: date) -> tuple[str, date]:
    """Return the limit that holds for what happened on the day, and the day its term is counted from.

    A service that ran before the Provisions were in force has 20 working days from that day (art. 23).
    """
    asked = limit.removesuffix(BEFORE)
    if asked == "file" and on < IN_FORCE:
        return asked + BEFORE, IN_FORCE
    return asked, on
