from celery import shared_task
from django.conf import settings

from filing_portal.letters.delivery import deliver
from filing_portal.letters.models import Letter

BATCH = 200


@shared_task(max_retries=0)
def send_letter(letter_id: int) -> None:
    """Send one letter by e-mail; does nothing when it was sent or is in another worker's hands."""
    deliver(letter_id)


@shared_task
def sweep_unsent() -> None:
    """Send what a lost message or a refusing mail server left behind."""
    if not settings.EMAIL_HOST:
        return
    for letter_id in Letter.objects.to_send().values_list("pk", flat=True)[:BATCH]:
        deliver(letter_id)
