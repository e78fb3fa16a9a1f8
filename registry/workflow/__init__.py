"""Verbs of the register; `issue`, `publish` and `take_over` are transactions of their own."""

from registry.workflow.entries import correct, issue, public_facts, tell_number
from registry.workflow.publishing import publish
from registry.workflow.takeover import Tally, take_over

__all__ = [
    "Tally",
    "correct",
    "issue",
    "public_facts",
    "publish",
    "take_over",
    "tell_number",
]
