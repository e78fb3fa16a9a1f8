import json
import os
import socket
import subprocess
import sys
from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from filing_portal.schedule.tasks import HEARTBEAT_KEY, heartbeat
from filing_portal.terms.models import Audit, Notice, Recomputation
from filing_portal.tests.factories import make_filing

WELL = {"ok": True, "web": True, "database": True, "broker": True, "worker": True}
CALM = {
    "filed_without_number": 0,
    "calendar_years_missing": 0,
    "recomputations_waiting": 0,
    "terms_differing": None,
}
ASK = """
import django; django.setup()
from django.test import Client
answer = Client().get("/healthz", headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


@pytest.fixture(autouse=True)
def before_december():
    with time_machine.travel("2026-11-20T12:00+08:00"):
        yield


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
    assert (response.status_code, response.json()) == (200, WELL | CALM)


@pytest.mark.django_db
def test_a_worker_that_is_silent_is_told():
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json() == WELL | CALM | {"ok": False, "worker": False}


@pytest.mark.django_db
def test_a_broker_that_is_gone_is_told(settings):
    heartbeat()
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json() == WELL | CALM | {"ok": False, "broker": False, "worker": False}


@pytest.mark.django_db
def test_figures_are_reported_and_change_nothing():
    heartbeat()
    make_filing(status="filed")
    notice = Notice.objects.get(code="2026-1")
    Recomputation.objects.create(notice=notice)
    for night, differences in ((date(2026, 11, 18), 9), (date(2026, 11, 19), 2)):
        Audit.objects.create(slot=night, notice=notice, terms=40, differences=differences)
    response = Client().get("/healthz")
    figures = {"filed_without_number": 1, "recomputations_waiting": 1, "terms_differing": 2}
    assert (response.status_code, response.json()) == (200, WELL | CALM | figures)


@pytest.mark.django_db
@pytest.mark.parametrize(("now", "years"), [("2026-11-30T15:59:59", 0), ("2026-11-30T16:00", 1), ("2027-12-02", 2)])
def test_a_notice_is_missed_from_the_first_of_december_in_shanghai(now, years):
    with time_machine.travel(f"{now}+00:00", tick=False):
        heartbeat()
        response = Client().get("/healthz")
    assert (response.status_code, response.json()["calendar_years_missing"]) == (200, years)


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
        **dict.fromkeys(CALM),
    }
