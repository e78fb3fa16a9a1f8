"""The figures of filings on the health page."""

from filings.models import Filing


def filed_without_number() -> int:
    """Count the filed filings that still wait for their number."""
    return Filing.objects.unnumbered().order_by().count()


FIGURES = {"filed_without_number": filed_without_number}
