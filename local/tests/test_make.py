"""`make run` as a script calls it, and what is seen of the installation."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local.place import CHECKOUT
from local.processes import wait_for
from local.tests.launched import is_alive, kept

# As installed as what runs the tests: nothing is fetched.
MAKE_RUN = f"make --old-file=.venv/installed BIN={Path(sys.executable).parent} run"
SCRIPT = f"{MAKE_RUN} >$0 2>&1 & echo $!; wait $!; echo ended with $?"


@pytest.fixture(autouse=True)
def called_by_hand(monkeypatch):
    """Take away what a make around the tests tells the ones below it: its flags add lines of their own."""
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def job(state, tmp_path):
    """Yield a script with `make run` in its background, make's process id, and the file of what make says."""
    said = tmp_path / "said"
    said.touch()
    script = subprocess.Popen(
        ["sh", "-c", SCRIPT, str(said)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, process_group=0
    )
    make = int(script.stdout.readline())
    wait_for(lambda: "stops it" in said.read_text(), 60)
    yield script, make, said
    if script.poll() is None:
        os.killpg(script.pid, signal.SIGKILL)
        script.wait()


def launcher_of(said):
    """Return the process id that the portal names for whoever wants to stop it."""
    return int(said.read_text().partition("  kill ")[2].split()[0])


@pytest.mark.parametrize(
    ("target", "number", "end"),
    [
        # make ends by the signal itself; what it started has stopped before.
        ("make", signal.SIGTERM, 128 + signal.SIGTERM),
        ("launcher", signal.SIGTERM, 0),
        ("launcher", signal.SIGINT, 0),
    ],
)
def test_a_background_job_of_a_script_is_stopped(job, state, target, number, end):
    script, make, said = job
    launcher = launcher_of(said)

    os.kill(make if target == "make" else launcher, number)
    rest = script.communicate(timeout=30)[0]

    assert (rest.splitlines()[-1], said.read_text().splitlines()[-1]) == (
        f"ended with {end}",
        "Everything has stopped; your data is kept.",
    )
    assert (is_alive(launcher), kept(state)) == (False, [False, False])


def test_what_runs_is_said_with_its_addresses_in_both_languages(job):
    said = job[2].read_text()
    base = f"http://127.0.0.1:{os.environ['PORT']}"

    lines = [re.split(r"\s{2,}", line.strip()) for line in said.splitlines() if base in line]
    assert lines == [
        ["The portal runs at / 平台首页", base],
        ["Review console / 审核后台", f"{base}/console/"],
        ["Letters and codes / 信件和验证码", f"{base}/outbox/"],
    ]


def test_ctrl_c_at_a_script_stops_its_background_job_too(job, state):
    script, _make, said = job

    os.killpg(script.pid, signal.SIGINT)  # what a terminal does
    script.wait(timeout=30)

    assert wait_for(lambda: "Everything has stopped" in said.read_text(), 10)
    assert wait_for(lambda: kept(state) == [False, False], 5)


def install(folder, pip):
    """Run the installation in a copy of the Makefile, with the lines of `pip` in the place of pip's own."""
    shutil.copy(CHECKOUT / "Makefile", folder)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / "requirements-local.txt").touch()
    python = folder / ".venv/bin/python"
    python.write_text(f"#!/bin/sh\n{pip}\n")
    python.chmod(0o755)
    return subprocess.run(
        ["make", ".venv/installed"], cwd=folder, capture_output=True, text=True, timeout=30, check=False
    )


def test_what_pip_warns_of_is_not_shown(tmp_path):
    done = install(tmp_path, "echo 'WARNING: a mirror is slow' >&2; echo 'Collecting django'")

    assert (done.returncode, done.stdout, done.stderr) == (0, "Installing the libraries (about half a minute) …\n", "")


def test_where_pip_fails_all_it_said_is_shown(tmp_path):
    done = install(tmp_path, "echo 'WARNING: a mirror is slow' >&2; echo 'ERROR: no such version' >&2; exit 1")

    assert done.returncode == 2
    assert "WARNING: a mirror is slow\nERROR: no such version\n" in done.stdout + done.stderr
    assert not (tmp_path / ".venv/installed").exists()
