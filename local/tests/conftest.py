"""A place of its own for the servers and the portal of a test."""

import pytest

from local.processes import wait_for
from local.tests.launched import free_port, kept, manage, read_until


@pytest.fixture
def state(tmp_path, monkeypatch):
    """Yield a state folder of its own; end whatever the test started when it is left."""
    folder = tmp_path / "state"
    for name in ("DATABASE_URL", "REDIS_URL", "PYTEST_XDIST_WORKER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "filing_portal.settings")
    monkeypatch.setenv("PORTAL_STATE", str(folder))
    monkeypatch.setenv("PORTAL_DEMO", "no")
    monkeypatch.setenv("PORT", str(free_port()))
    yield folder
    assert wait_for(lambda: not any(kept(folder)), 10)


@pytest.fixture
def portal(state):
    """Start the portal when called; a launcher that the test left running is killed."""
    started = []

    def start():
        started.append(manage("run"))
        read_until(started[-1], "The portal runs at")
        return started[-1]

    yield start
    for launcher in started:
        launcher.kill()
        launcher.wait()
