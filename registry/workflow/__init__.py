"""Verbs of the register; `issue`, `publish` and `take_over` are transactions of their own."""

from registry.workflow.entries import correct, issue, notify_number, public_facts
from registry.workflow.publishing import publish
from registry.workflow.takeover import Tally, take_over

__all__ = [
    "Tally",
    "correct",
    "issue",
    "notify_number",
    "public_facts",
    "publish",
    "take_over",
]
