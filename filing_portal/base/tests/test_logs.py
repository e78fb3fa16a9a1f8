import json
import logging
import subprocess
import sys

import pytest
from django.test import Client

from filing_portal.ledger.models import Event
from filing_portal.tests.factories import make_provider, owner_of

pytestmark = pytest.mark.django_db

SPEAK = """
import django; django.setup()
import logging, structlog
structlog.contextvars.bind_contextvars(request_id="request-1")
structlog.get_logger("ours").warning("happened", filing=1)
logging.getLogger("theirs").warning("said %s", "this")
try:
    raise ValueError("wrong")
except ValueError:
    logging.getLogger("theirs").exception("failed")
"""


def lines(caplog, event):
    return [record.msg for record in caplog.records if isinstance(record.msg, dict) and record.msg["event"] == event]


def test_every_line_of_a_request_and_its_events_carry_the_id_of_the_request(caplog):
    owner = owner_of(make_provider())
    client = Client()
    client.force_login(owner)
    page = client.get("/filings/start/")
    token = page.context["form"]["token"].value()
    caplog.clear()
    with caplog.at_level(logging.INFO):
        client.post("/filings/start/", {"token": token}, headers={"x-request-id": "request-7"})
    [started], [finished] = lines(caplog, "request_started"), lines(caplog, "request_finished")
    id_ = Event.objects.get(verb="start").request_id
    assert (started["request_id"], finished["request_id"], finished["code"]) == (id_, id_, 302)
    assert len(id_) == 36  # the portal's own: a visitor cannot choose it


def test_requests_without_an_id_get_one_each(caplog):
    with caplog.at_level(logging.INFO):
        Client().get("/healthz")
        Client().get("/healthz")
    ids = {line["request_id"] for line in lines(caplog, "request_finished")}
    assert len(ids) == 2


def test_a_line_is_json_on_stderr_and_stdout_stays_free():
    done = subprocess.run([sys.executable, "-c", SPEAK], capture_output=True, text=True, timeout=60, check=True)
    ours, theirs, failed = map(json.loads, done.stderr.strip().splitlines())
    assert done.stdout == ""
    assert (ours["event"], ours["filing"], ours["request_id"], ours["level"]) == ("happened", 1, "request-1", "warning")
    assert (theirs["event"], theirs["request_id"], theirs["logger"]) == ("said this", "request-1", "theirs")
    assert "ValueError: wrong" in failed["exception"]
