import socket
from datetime import timedelta
from email import message_from_string

import pytest
from django.utils import timezone

from filing_portal.letters import tasks
from filing_portal.letters.models import MOST_ATTEMPTS, Letter
from filing_portal.letters.tests import mail_server
from filing_portal.letters.workflow import post_code, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server.running() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 0.3
        yield running


def waiting(key="a", **fields):
    write(key, kind="test", email="reader@example.com", language="en", subject="Subject", body="Text", **fields)
    return Letter.objects.get(key=key)


def make_due():
    Letter.objects.update(next_attempt_at=timezone.now())


def test_a_letter_is_sent_once(server):
    letter = waiting()
    tasks.send_letter(letter.pk)
    tasks.send_letter(letter.pk)
    make_due()
    tasks.sweep_unsent()
    letter.refresh_from_db()
    [sent] = map(message_from_string, server.letters)
    assert (sent["Subject"], sent["To"], sent["Content-Language"]) == ("Subject", "reader@example.com", "en")
    assert sent["Message-ID"] == f"<{letter.uuid}@portal>"
    assert sent.get_payload().strip() == "Text"
    assert (letter.attempts, letter.error, letter.body) == (1, "", "Text")
    assert letter.sent_at is not None


def test_a_letter_in_another_workers_hands_is_left_alone(server):
    letter = waiting()
    Letter.objects.update(next_attempt_at=timezone.now() + timedelta(seconds=1))
    tasks.send_letter(letter.pk)
    tasks.sweep_unsent()
    assert server.letters == []


def test_a_refused_letter_keeps_its_error_and_is_tried_again_later(server):
    server.answers["RCPT"] = "550 no such person"
    letter = waiting()
    started = timezone.now()
    tasks.send_letter(letter.pk)
    letter.refresh_from_db()
    assert "no such person" in letter.error
    assert (letter.sent_at, letter.attempts) == (None, 1)
    assert timedelta(seconds=60) <= letter.next_attempt_at - started < timedelta(seconds=70)
    tasks.sweep_unsent()
    assert server.letters == []

    server.answers.clear()
    make_due()
    tasks.sweep_unsent()
    letter.refresh_from_db()
    assert len(server.letters) == 1
    assert (letter.attempts, letter.error) == (2, "")


def test_a_refused_letter_does_not_hold_up_the_next(server):
    server.answers["RCPT"] = "550 no such person"
    first, second = waiting("a"), waiting("b")
    tasks.sweep_unsent()
    assert [Letter.objects.get(pk=letter.pk).attempts for letter in (first, second)] == [1, 1]


def test_an_address_that_no_mail_can_carry_does_not_hold_up_the_next(server):
    first, second = waiting("a"), waiting("b")
    Letter.objects.filter(pk=first.pk).update(email=f"a@{'ü' * 58}.de")
    tasks.sweep_unsent()
    first.refresh_from_db()
    assert "label empty or too long" in first.error
    assert Letter.objects.get(pk=second.pk).sent_at is not None


def test_a_letter_is_given_up_after_its_last_attempt(server):
    letter = waiting()
    Letter.objects.update(attempts=MOST_ATTEMPTS)
    tasks.sweep_unsent()
    tasks.send_letter(letter.pk)
    assert server.letters == []


def test_a_server_cut_after_the_data_gets_the_same_letter_again(server):
    server.hangs_up_after_data = True
    letter = waiting()
    tasks.send_letter(letter.pk)
    letter.refresh_from_db()
    assert letter.sent_at is None
    assert letter.error.startswith("SMTPServerDisconnected")

    server.hangs_up_after_data = False
    make_due()
    tasks.send_letter(letter.pk)
    ids = {message_from_string(text)["Message-ID"] for text in server.letters}
    assert (len(server.letters), ids) == (2, {f"<{letter.uuid}@portal>"})


@pytest.mark.parametrize("fault", ["hangs", "is gone"])
def test_a_silent_server_ends_the_sweep_with_the_error_on_record(server, settings, fault):
    if fault == "hangs":
        server.hangs = True
    else:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            settings.EMAIL_PORT = taken.getsockname()[1]
    first, second = waiting("a"), waiting("b")
    tasks.sweep_unsent()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, bool(first.error), first.sent_at) == (1, True, None)
    assert (second.attempts, second.error) == (0, "")


def test_a_code_is_erased_once_it_is_sent(server):
    post_code("login", email="reader@example.com", to=None, language="en", subject="Your code", body="123456")
    letter = Letter.objects.get()
    tasks.send_letter(letter.pk)
    letter.refresh_from_db()
    assert "123456" in server.letters[0]
    assert letter.body == ""


def test_without_a_mail_server_letters_stay_in_the_outbox(server, settings):
    settings.EMAIL_HOST = ""
    letter = waiting()
    tasks.send_letter(letter.pk)
    tasks.sweep_unsent()
    letter.refresh_from_db()
    assert (letter.attempts, letter.sent_at, letter.error, server.letters) == (0, None, "", [])
