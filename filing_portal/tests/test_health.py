import json
import os
import socket
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.test import Client

from filing_portal.tasks import HEARTBEAT_KEY, heartbeat
from filing_portal.tests.factories import make_filing

WELL = {"ok": True, "web": True, "database": True, "broker": True, "worker": True}
ASK = """
import django; django.setup()
from django.test import Client
answer = Client().get("/healthz", headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


@pytest.fixture(autouse=True)
def no_heartbeat():
    cache.delete(HEARTBEAT_KEY)
    yield
    cache.delete(HEARTBEAT_KEY)


def closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.mark.django_db
def test_all_is_well_when_everything_answers():
    heartbeat()
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, WELL | {"filed_without_number": 0})


@pytest.mark.django_db
def test_a_worker_that_is_silent_is_told():
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json() == WELL | {"ok": False, "worker": False, "filed_without_number": 0}


@pytest.mark.django_db
def test_a_broker_that_is_gone_is_told(settings):
    heartbeat()
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json() == WELL | {"ok": False, "broker": False, "worker": False, "filed_without_number": 0}


@pytest.mark.django_db
def test_figures_are_reported_and_change_nothing():
    heartbeat()
    make_filing(status="filed")
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, WELL | {"filed_without_number": 1})


def test_a_database_that_is_gone_is_told():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "filing_portal.settings",
        "DATABASE_URL": f"postgresql://nobody@127.0.0.1:{closed_port()}/none",
    }
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    status, body = asked.stdout.split(" ", 1)
    assert status == "503"
    assert json.loads(body) == WELL | {
        "ok": False,
        "database": False,
        "worker": False,
        "filed_without_number": None,
    }
