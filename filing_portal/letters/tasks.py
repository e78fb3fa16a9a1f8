"""The tasks that send letters."""

import structlog
from django.conf import settings

from filing_portal.letters.delivery import ServerSilent, deliver
from filing_portal.letters.models import Letter
from filing_portal.schedule.beat import sweep
from filing_portal.schedule.queues import queued

BATCH = 200
log = structlog.get_logger(__name__)


@queued("letters", max_retries=0)
def send_letter(letter_id: int) -> None:
    """Send one letter by e-mail; does nothing when it was sent or is in another worker's hands."""
    try:
        deliver(letter_id)
    except ServerSilent as silence:
        log.warning("mail_server_silent", letter=letter_id, error=str(silence))


@sweep
def sweep_unsent() -> None:
    """Send what a lost message or a refusing mail server left behind.

    A silent mail server ends the sweep: it would hold this worker for as long as there are letters.
    """
    if not settings.EMAIL_HOST:
        return
    for letter_id in list(Letter.objects.to_send().values_list("pk", flat=True)[:BATCH]):
        try:
            deliver(letter_id)
        except ServerSilent as silence:
            log.warning("mail_server_silent", letter=letter_id, error=str(silence))
            return
