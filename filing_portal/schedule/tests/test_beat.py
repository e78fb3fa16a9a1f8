from filing_portal.celery import app
from filing_portal.letters.tasks import send_letter, sweep_unsent
from registry.tasks import issue_number

SWEEPS = (
    "filing_portal.letters.tasks.sweep_unsent",
    "filing_portal.schedule.tasks.heartbeat",
    "filing_portal.terms.tasks.sweep_recomputations",
    "filings.tasks.notify_moved",
    "inspections.tasks.notify_moved",
    "registry.tasks.sweep_unnumbered",
    "reviews.tasks.notify_moved",
)
DAILY = (
    "filing_portal.terms.tasks.audit_terms",
    "filings.tasks.lapse_uncorrected",
    "filings.tasks.remind",
    "inspections.tasks.mark_overdue",
    "inspections.tasks.open_due",
    "inspections.tasks.remind",
    "reviews.tasks.remind",
)


def test_the_beat_asks_for_what_the_tasks_say_of_themselves(settings):
    settings.SWEEP_SECONDS = 7
    app.loader.import_default_modules()
    every = dict.fromkeys(SWEEPS, 7) | dict.fromkeys(DAILY, 84)
    expected = {
        task: {"task": task, "schedule": seconds, "options": {"expires": 2 * seconds}}
        for task, seconds in every.items()
    }
    assert {task: app.conf.beat_schedule.get(task) for task in expected} == expected


def test_a_task_is_rung_in_the_queue_it_names():
    assert [queue_of(task) for task in (issue_number, send_letter, sweep_unsent)] == ["issue", "letters", "sweep"]


def queue_of(task):
    return app.amqp.router.route({}, task.name)["queue"].name
