"""The pages of a provider's filings."""

from filings.views.drafts import check, draft, entity, section, start, start_again
from filings.views.filings import confirmation, detail, discard, listing, withdraw

__all__ = [
    "check",
    "confirmation",
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
