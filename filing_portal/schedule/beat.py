"""What the beat asks the workers to do, and how often. Every task of it may run twice, late or never."""

SWEEPS = {
    "heartbeat": "filing_portal.schedule.tasks.heartbeat",
    "numbers": "registry.tasks.sweep_unnumbered",
    "letters": "filing_portal.letters.tasks.sweep_unsent",
    "recomputations": "filing_portal.terms.tasks.sweep_recomputations",
    "moved-filings": "filings.tasks.tell_moved",
    "moved-inspections": "inspections.tasks.tell_moved",
    "moved-cases": "reviews.tasks.tell_moved",
}
# What happens once a day is asked for every few sweeps, so that a missed hour is caught up at once.
DAILY = {
    "lapses": "filings.tasks.lapse_uncorrected",
    "inspections": "inspections.tasks.open_due",
    "overdue": "inspections.tasks.mark_overdue",
    "audit": "filing_portal.terms.tasks.audit_terms",
    "reminders-filings": "filings.tasks.remind",
    "reminders-inspections": "inspections.tasks.remind",
    "reminders-cases": "reviews.tasks.remind",
}
SWEEPS_BETWEEN_DAILY = 12


def beat_schedule(sweep_seconds: int) -> dict[str, dict]:
    """Return Celery's schedule; a message that waits for two rounds is dropped, since the next one does its work."""
    every = dict.fromkeys(SWEEPS, sweep_seconds) | dict.fromkeys(DAILY, SWEEPS_BETWEEN_DAILY * sweep_seconds)
    return {
        name: {"task": task, "schedule": every[name], "options": {"expires": 2 * every[name]}}
        for name, task in (SWEEPS | DAILY).items()
    }
