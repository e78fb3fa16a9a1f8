"""How root runs a PostgreSQL, which refuses to be root."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError

from local import postgres
from local.place import make_throwaway
from local.processes import start, stop, wait_for

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="nobody but root needs another user")
NOT_HERE = ("false",)


@pytest.fixture
def place():
    place = make_throwaway()
    yield place
    shutil.rmtree(place.state)


def test_where_root_can_make_no_namespace_it_becomes_another_user(place, monkeypatch):
    monkeypatch.setattr(postgres, "IN_A_NAMESPACE", NOT_HERE)

    command = postgres.command(place)
    child = start(command, log=place.state / "log", cwd=Path("/"), stop_signal=postgres.STOP_SIGNAL)

    try:
        assert wait_for(lambda: postgres.is_ready(place), 30)
        assert f"Uid:\t{postgres.NOBODY}" in Path(f"/proc/{child.pid}/status").read_text()
    finally:
        stop([child], 10, postgres.STOP_SIGNAL)


def test_where_root_can_do_neither_one_sentence_says_what_to_do(place, monkeypatch):
    monkeypatch.setattr(postgres, "IN_A_NAMESPACE", NOT_HERE)
    monkeypatch.setattr(postgres, "AS_NOBODY", NOT_HERE)

    with pytest.raises(CommandError, match="Run the portal as an ordinary user, or set DATABASE_URL"):
        postgres.command(place)
