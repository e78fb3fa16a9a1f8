"""What holds of providers at every moment."""

from filing_portal.ledger.histories import history_of
from providers.models import Provider
from providers.states import Status

HISTORY = history_of(Provider, {"register": Status.REGISTERED})

INVARIANTS = (HISTORY,)
