"""The pages of a provider's filings."""

from filings.views.drafts import check, correct_entity, draft, entity, section, start, start_again
from filings.views.filings import confirmation, detail, discard, listing, withdraw

__all__ = [
    "check",
    "confirmation",
    "correct_entity",
    "detail",
    "discard",
    "draft",
    "entity",
    "listing",
    "section",
    "start",
    "start_again",
    "withdraw",
]
