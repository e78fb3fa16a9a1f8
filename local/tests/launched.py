"""Commands of manage.py as processes of their own, and what is left of them."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from local.keeper import keeper_lock
from local.place import CHECKOUT, Place

NAMES = ("postgres", "valkey")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(*arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    """Return exit code, stdout and stderr."""
    stdout, stderr = process.communicate(timeout=60)
    return process.returncode, stdout, stderr


def read_until(process, words):
    for line in process.stdout:
        if words in line:
            return
    pytest.fail(process.stderr.read())


def kept(state):
    return [keeper_lock(Place(state, state), name).is_held() for name in NAMES]


def children(pid):
    """Return the commands of a process's children by their pid."""
    pids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(child): Path(f"/proc/{child}/cmdline").read_text() for child in pids}


def is_alive(pid):
    """Tell whether a process lives; one that only waits to be collected does not."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
