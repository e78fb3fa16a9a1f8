"""Invariants of providers."""

from filing_portal.ledger.histories import history_of
from providers.models import Provider

HISTORY = history_of(Provider)

INVARIANTS = (HISTORY,)
