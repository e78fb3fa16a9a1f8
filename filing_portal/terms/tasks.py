"""Work on all open terms, on a schedule."""

from filing_portal.base import clock
from filing_portal.schedule.beat import daily, sweep
from filing_portal.terms import workflow
from filing_portal.terms.models import Recomputation


@sweep
def sweep_recomputations() -> None:
    """Work out every open term again after the release of a version, and go on with a run that was cut short."""
    workflow.pass_over_met()
    workflow.bring_into_force()
    for recomputation_id in list(Recomputation.objects.filter(finished_at=None).values_list("pk", flat=True)):
        workflow.recompute(recomputation_id)


@daily
def audit_terms() -> None:
    """Have the oracle work out every open term, once a night; a missed night is skipped: each covers all."""
    workflow.audit(clock.today())
