"""A provider's filings as lines of a list."""

from collections.abc import Sequence

from filing_portal.base import parts
from filings.models import Filing


def with_numbers(filings: Sequence[Filing]) -> list[tuple[Filing, str]]:
    """Return each filing with its number as HTML, which the register brings; "" without one."""
    numbers = parts.cells("filings:list", filings)
    return [(filing, numbers.get(filing.pk, "")) for filing in filings]
