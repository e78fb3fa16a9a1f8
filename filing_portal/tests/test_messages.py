"""The database is the queue, Celery the bell: a message may come twice, late or never, a process may die anywhere."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
import redis
import structlog
from celery.contrib.testing.worker import start_worker
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from filing_portal.celery import app
from filing_portal.ledger.models import Event
from filing_portal.schedule.tasks import HEARTBEAT_KEY, heartbeat
from filing_portal.tests.factories import make_filing, make_officer, make_provider
from filings.models import Filing
from local.processes import wait_for
from registry import tasks
from registry.models import Block, Entry
from reviews.workflow import accept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

SETUP = """
import json, os, sys, time, django
django.setup()
filing, officer = (int(text) for text in sys.argv[1:])
from django.contrib.auth import get_user_model
from registry import tasks
from registry.workflow import entries
from reviews.workflow import accept
die = lambda *args, **kwargs: os.kill(os.getpid(), 9)
by = get_user_model().objects.get(pk=officer)
"""
BEFORE_THE_MESSAGE = "tasks.issue_number.delay = die; accept(filing, 1, by=by)"
BEFORE_THE_DECISION_COMMITS = "import reviews.workflow as w; w.verify = die; accept(filing, 1, by=by)"
WITHIN_THE_NUMBERING = "accept(filing, 1, by=by); entries.record = die; tasks.issue_number(filing)"
AFTER_THE_NUMBERING = "accept(filing, 1, by=by); tasks.issue_number(filing); die()"
DECIDE = "start = time.monotonic(); accept(filing, 1, by=by); print(json.dumps(time.monotonic() - start))"


@pytest.fixture
def submitted():
    return make_filing(make_provider(province="11"), "submitted")


@pytest.fixture
def officer():
    return make_officer("11")


def in_a_process(program, filing, officer, redis_url=""):
    """Run the program on this test's database in a process of its own."""
    database = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "filing_portal.settings",
        "DATABASE_URL": database,
        "REDIS_URL": redis_url or settings.REDIS_URL,
    }
    command = [sys.executable, "-c", SETUP + program, str(filing.pk), str(officer.pk)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("point", "status", "numbers"),
    [
        (BEFORE_THE_DECISION_COMMITS, "submitted", 0),
        (BEFORE_THE_MESSAGE, "filed", 0),
        (WITHIN_THE_NUMBERING, "filed", 0),
        (AFTER_THE_NUMBERING, "filed", 1),
    ],
    ids=["before the decision commits", "before the message", "within the numbering", "after the numbering"],
)
def test_wherever_a_process_is_killed_the_sweep_finishes_what_was_decided(point, status, numbers, submitted, officer):
    assert in_a_process(point, submitted, officer).returncode == -signal.SIGKILL
    assert (Filing.objects.get().status, Entry.objects.count()) == (status, numbers)
    if status == "submitted":
        accept(submitted.pk, 1, by=officer)
    tasks.sweep_unnumbered()
    for _ in range(3):
        tasks.issue_number(submitted.pk)
    assert [entry.serial for entry in Entry.objects.all()] == [1]
    assert Block.objects.get().last_serial == 1
    assert Event.objects.filter(verb="issue").count() == 1


@contextmanager
def broken_broker(answers):
    """Run a broker that takes connections and hangs up, or says nothing; yield its URL and the connections it saw."""
    seen = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        closing = threading.Event()

        def serve():
            while not closing.is_set():
                try:
                    client = server.accept()[0]
                except TimeoutError:
                    continue
                seen.append(client)
                if not answers:
                    client.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0", seen
        closing.set()
        thread.join()
        for client in seen:
            client.close()


@pytest.mark.parametrize("answers", [False, True], ids=["hangs up", "says nothing"])
def test_a_decision_stands_within_bounds_when_the_broker_does_not(answers, submitted, officer):
    with broken_broker(answers) as (url, seen):
        done = in_a_process(DECIDE, submitted, officer, url)
    assert done.returncode == 0, done.stderr
    assert len(seen) <= 2
    # One wait for the socket and no second try: two waits would be ten seconds.
    assert json.loads(done.stdout) < 10
    assert (Filing.objects.get().status, Entry.objects.count()) == ("filed", 0)
    tasks.sweep_unnumbered()
    assert Entry.objects.count() == 1


def test_a_decision_stands_when_no_broker_is_there(submitted, officer):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        done = in_a_process(DECIDE, submitted, officer, f"redis://127.0.0.1:{free.getsockname()[1]}/0")
    assert done.returncode == 0, done.stderr
    assert Filing.objects.get().status == "filed"


@pytest.fixture
def worker():
    """Run a worker that finds no messages of other tests."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()
    queues = ["issue", "letters", "sweep"]
    with start_worker(app, perform_ping_check=False, pool="solo", queues=queues, shutdown_timeout=20):
        yield


def test_a_worker_numbers_what_was_decided_and_logs_the_id_of_the_request(worker, submitted, officer, caplog):
    with caplog.at_level("INFO"), structlog.contextvars.bound_contextvars(request_id="request-1"):
        accept(submitted.pk, 1, by=officer)
        assert wait_for(Entry.objects.exists, 20)
        assert wait_for(lambda: logged(caplog, "task_succeeded"), 10)
    event = Event.objects.get(verb="issue")
    assert event.request_id == "request-1"
    ids = {line["request_id"] for line in logged(caplog, "task_started") + logged(caplog, "task_succeeded")}
    assert ids == {"request-1"}


def logged(caplog, event):
    return [record.msg for record in caplog.records if isinstance(record.msg, dict) and record.msg["event"] == event]


def test_a_worker_leaves_a_sign_of_life(worker):
    cache.delete(HEARTBEAT_KEY)
    heartbeat.delay()
    assert wait_for(lambda: cache.get(HEARTBEAT_KEY), 20)


def test_messages_carry_ids_alone(submitted, officer):
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()
        accept(submitted.pk, 1, by=officer)
        [message] = [json.loads(text) for text in client.lrange("issue", 0, -1)]
    assert message["headers"]["argsrepr"] == f"({submitted.pk},)"
