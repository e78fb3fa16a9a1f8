"""The console's pages of what reviews act on: the queue of filings, the case, the providers."""

from reviews.admin.filings import FilingAdmin
from reviews.admin.providers import ProviderAdmin

__all__ = ["FilingAdmin", "ProviderAdmin"]
