from celery import shared_task

from reviews import telling


@shared_task
def remind() -> None:
    """Tell reviewers the cases that end soon, once a day from eight in the morning on."""
    telling.remind("reminders-cases")


@shared_task
def tell_moved() -> None:
    """Tell reviewers how many of their cases have new due days, once for each recomputation."""
    for recomputation_id in telling.untold():
        telling.tell_moved(recomputation_id)
