"""What of this room the health page reports."""

from datetime import timedelta

from filing_portal.base import clock
from filing_portal.terms import workflow
from filing_portal.terms.missing import years_overdue
from filing_portal.terms.models import Audit, Recomputation

RECENT = timedelta(days=2)


def calendar_years_missing() -> int:
    """Count the years whose holiday notice should be in force by now."""
    return len(years_overdue(clock.today(), workflow.calendar().last_year))


def recomputations_waiting() -> int:
    """Count the recomputations that wait for the worker."""
    return Recomputation.objects.filter(finished_at=None).count()


def terms_differing() -> int | None:
    """Return how many terms the last self-audit found differing; None while there was none of late."""
    recent = Audit.objects.filter(slot__gte=clock.today() - RECENT)
    return recent.values_list("differences", flat=True).first()


FIGURES = {
    "calendar_years_missing": calendar_years_missing,
    "recomputations_waiting": recomputations_waiting,
    "terms_differing": terms_differing,
}
