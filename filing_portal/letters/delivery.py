"""Hand letters to the mail server: each is claimed first, sent outside any transaction, then marked."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from filing_portal.base import clock
from filing_portal.letters.models import Letter

CLAIM = timedelta(minutes=2)


class ServerSilent(Exception):
    """The mail server cannot be reached or does not speak: other letters need not be tried at this moment."""


def deliver(letter_id: int) -> None:
    """Send the letter, or record its error and try again later. May be called twice: it is sent once.

    Raises ServerSilent, with the error recorded, when the mail server does not answer.
    """
    letter = claim(letter_id)
    if letter is None:
        return
    try:
        message(letter).send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError) as refusal:
        # ValueError: an address that no mail can carry, such as a name too long for the punycode of its domain.
        postpone(letter, refusal)
    except OSError as error:  # smtplib's other errors are among them
        postpone(letter, error)
        raise ServerSilent(str(error)) from error
    else:
        mark_sent(letter)


def claim(letter_id: int) -> Letter | None:
    """Return the letter if it is ours to send: for two minutes no other worker gets it."""
    if not settings.EMAIL_HOST:
        return None  # it waits in the outbox
    claimed = Letter.objects.to_send().filter(pk=letter_id).order_by()
    if not claimed.update(attempts=F("attempts") + 1, next_attempt_at=timezone.now() + CLAIM):
        return None
    return Letter.objects.get(pk=letter_id)


def message(letter: Letter) -> EmailMessage:
    """Return the letter as an e-mail."""
    # The same Message-ID on every attempt lets a mailbox recognise a letter whose first sending was cut short.
    headers = {"Message-ID": f"<{letter.uuid}@portal>", "Content-Language": letter.language}
    return EmailMessage(letter.subject, letter.body, to=[letter.email], headers=headers)


def postpone(letter: Letter, error: Exception) -> None:
    """Record the error and wait before the next attempt: one minute, then two, then four and so on."""
    wait = timedelta(seconds=30 * 2**letter.attempts)
    error_text = f"{type(error).__name__}: {error}"
    Letter.objects.filter(pk=letter.pk).update(error=error_text, next_attempt_at=timezone.now() + wait)


def mark_sent(letter: Letter) -> None:
    """Mark the letter as sent and erase a code it held."""
    body = "" if letter.is_secret else letter.body
    Letter.objects.filter(pk=letter.pk).update(sent_at=clock.now(), error="", body=body)
