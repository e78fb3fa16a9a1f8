from filing_portal.schedule.beat import daily, sweep
from filing_portal.terms import workflow as terms
from reviews import telling


@daily
def remind() -> None:
    """Tell reviewers the cases that end soon, once a day from eight in the morning on."""
    telling.remind("reminders-cases")


@sweep
def tell_moved() -> None:
    """Tell reviewers which of their cases have new due days, once for each recomputation."""
    for recomputation_id in terms.untold_runs(telling.MOVED):
        telling.tell_moved(recomputation_id)
