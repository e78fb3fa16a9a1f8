"""The default servers as a person meets them: through manage.py, in a state folder of the test's own."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from filing_portal.base import server_urls
from local import place, programs
from local.place import CHECKOUT, Place
from local.processes import wait_for
from local.tests.launched import children, finish, is_alive, kept, manage, read_until

COUNT = "from filing_portal.accounts.models import User; print(User.objects.count())"
ADD = "from filing_portal.accounts.models import User; User.objects.create(email='kept@example.org', name='K')"
REFUSED = {"shell": ["shell", "-v0", "-c", COUNT], "run": ["run"], "migrate": ["migrate"]}
OF_BEFORE = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_applied("registry", "0009_of_before")
"""


def test_a_command_finds_a_migrated_database_prints_only_its_own_and_leaves_nothing_running(state):
    assert finish(manage("shell", "-v0", "-c", COUNT)) == (0, "0\n", "Starting PostgreSQL and Valkey …\n")
    assert kept(state) == [False, False]


def test_two_commands_at_once_share_the_servers(state):
    both = [manage("shell", "-v0", "-c", COUNT) for _ in range(2)]

    results = [finish(command) for command in both]

    assert [(code, stdout) for code, stdout, _ in results] == [(0, "0\n"), (0, "0\n")]
    assert "".join(stderr for _, _, stderr in results).count("Starting") >= 1


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["makemigrations", "--check", "--dry-run"], ["migrate", "--help"], ["check_number", "x"]],
    ids=lambda arguments: arguments[0],
)
def test_a_command_that_needs_no_database_starts_nothing(state, arguments):
    finish(manage(*arguments))

    assert not state.exists()


def test_a_deadline_starts_no_server_and_counts_by_the_running_one(state):
    code, told, said = finish(manage("deadline", "2026-09-22", "10"))
    assert (code, said) == (0, "No database runs: counted by the calendar that ships with the portal.\n")
    assert not state.exists()
    user = manage("shell", "-v0", "-c", f"{COUNT}; import time; print('held', flush=True); time.sleep(60)")
    read_until(user, "held")
    assert finish(manage("deadline", "2026-09-22", "10")) == (0, told, "")
    user.kill()
    user.wait()


def test_servers_stop_when_their_only_user_is_killed(state):
    command = manage("shell", "-v0", "-c", f"{COUNT}; import time; print('held', flush=True); time.sleep(60)")
    read_until(command, "held")
    assert kept(state) == [True, True]

    command.kill()
    command.wait()

    assert wait_for(lambda: kept(state) == [False, False], 5)


def test_the_portal_keeps_its_rows_over_ctrl_c_and_over_a_kill(state, portal):
    launcher = portal()
    assert finish(manage("shell", "-v0", "-c", ADD))[0] == 0
    launcher.send_signal(signal.SIGINT)
    asked = time.monotonic()
    code, stdout, _ = finish(launcher)
    assert (code, stdout.splitlines()[-1]) == (0, "Everything has stopped; your data is kept.")
    assert time.monotonic() - asked < 10  # 3 s on an idle machine
    assert kept(state) == [False, False]

    launcher = portal()
    parts = children(launcher.pid)
    launcher.kill()
    launcher.wait()
    assert wait_for(lambda: not any(is_alive(pid) for pid in parts), 20)
    assert wait_for(lambda: kept(state) == [False, False], 10)

    assert finish(manage("shell", "-v0", "-c", COUNT))[:2] == (0, "1\n")


def test_a_second_run_says_that_the_first_one_is_running(state, portal):
    portal()

    code, _, stderr = finish(manage("run"))

    address = f"http://127.0.0.1:{os.environ['PORT']}"
    assert (code, stderr) == (1, f"CommandError: The portal of this checkout is already running at {address}.\n")


def test_when_a_part_dies_the_launcher_names_it_and_stops_the_others(state, portal):
    launcher = portal()
    parts = children(launcher.pid)
    (beat,) = [pid for pid, command in parts.items() if "\0beat\0" in command]

    os.kill(beat, signal.SIGKILL)
    code, _, stderr = finish(launcher)

    assert (code, "The process “beat” ended with -9." in stderr) == (1, True)
    assert not any(is_alive(pid) for pid in parts)


def test_a_taken_port_is_said_before_anything_starts(state):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(os.environ["PORT"])))
        other.listen()
        code, stdout, stderr = finish(manage("run"))

    port = int(os.environ["PORT"])
    sentence = f"Port {port} is taken. Choose another: make run PORT={port + 1}"
    assert (code, stdout, stderr) == (1, "", f"CommandError: {sentence}\n")
    assert kept(state) == [False, False]


@pytest.mark.parametrize("port", ["web", "0", "65536", "٨"])
def test_a_port_that_is_none_is_refused(state, monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    code, _, stderr = finish(manage("run"))

    assert (code, stderr) == (1, f"CommandError: PORT is {port!r}; set it to a number between 1 and 65535.\n")


def test_where_postgresql_is_missing_one_sentence_says_what_to_do(state, monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN_DIR", str(tmp_path))

    code, _, stderr = finish(manage("shell", "-v0", "-c", COUNT))

    sentence = f"PG_BIN_DIR={tmp_path} holds no initdb and postgres. Run `make setup`, or set DATABASE_URL to a "
    assert (code, stderr.splitlines()[1]) == (1, f"CommandError: {sentence}PostgreSQL of your own.")


@pytest.mark.parametrize("command", REFUSED.values(), ids=REFUSED)
def test_data_of_an_earlier_version_are_refused_in_one_sentence(state, command):
    assert finish(manage("shell", "-v0", "-c", OF_BEFORE))[0] == 0

    code, stdout, stderr = finish(manage(*command))

    sentence = f"The data in {state} were made by an earlier version, which this one cannot read. "
    told = f"Starting PostgreSQL and Valkey …\nCommandError: {sentence}Delete the folder {state} and start again.\n"
    assert (code, stderr) == (1, told)
    assert (stdout, kept(state)) == ("", [False, False])


def test_production_refuses_the_default_servers(state, monkeypatch):
    for line in (CHECKOUT / "deploy/portal.env.example").read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            monkeypatch.setenv(name, value or "a value")
    monkeypatch.setenv("DATABASE_URL", Place(state, Path("/tmp/portal-somebody-0123456789ab")).urls["DATABASE_URL"])

    code, _, stderr = finish(manage("check"))

    assert (code, stderr.splitlines()[-1].split(": ")[1]) == (1, "Production needs servers of its own")


def test_a_programs_folder_that_is_named_is_the_only_one_looked_at(monkeypatch, tmp_path):
    for program in ("initdb", "postgres"):
        (tmp_path / program).touch()
    monkeypatch.setenv("PG_BIN_DIR", str(tmp_path))

    assert programs.postgres_bin() == tmp_path


@pytest.mark.parametrize(
    ("given", "broker", "cache"),
    [
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0", "unix:///run/v.sock?db=1"),
        ("unix:///run/v.sock?db=4", "redis+socket:///run/v.sock?virtual_host=4", "unix:///run/v.sock?db=5"),
        ("redis://h:6379", "redis://h:6379/0", "redis://h:6379/1"),
        ("rediss://:p@h:6379/3", "rediss://:p@h:6379/3", "rediss://:p@h:6379/4"),
    ],
)
def test_broker_and_cache_stand_side_by_side_from_the_database_the_url_names(given, broker, cache):
    assert (server_urls.broker_url(given), server_urls.cache_url(given)) == (broker, cache)


def test_a_long_temporary_folder_does_not_make_a_socket_too_long(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/" + "t" * 100)

    assert place.fits(place.of_checkout().sockets)
