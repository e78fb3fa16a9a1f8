"""The PostgreSQL of this machine: its data directory, whom it runs as, its options."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg2
from django.core.management import CommandError

from local.place import Place
from local.processes import wait_for
from local.programs import postgres_bin

NAME = "postgres"
TITLE = "PostgreSQL"
STOP_SIGNAL = signal.SIGINT  # "fast": ends the sessions, writes a checkpoint
OPTIONS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "100", "jit": "off"}
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
# PostgreSQL refuses to be root. In a namespace root has another number; where none can be made, root becomes another
# user who may still pass through root's folders and who, like every child here, ends with its parent.
IN_A_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
NOBODY = 65534
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--pdeathsig=keep"),
    *("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"),
)


def command(place: Place) -> list[str]:
    """Prepare the data directory and return the command that runs the server on it.

    Raises CommandError where PostgreSQL is missing or cannot run as this user.
    """
    programs, data = postgres_bin(), place.state / NAME
    prefix = _prefix(programs)
    if not data.exists():
        _initialise(data, [*prefix, str(programs / "initdb"), *_locale(programs)], place.throwaway)
    _wait_for_dying_postmaster(data, place.sockets)
    options = OPTIONS | (THROWAWAY_OPTIONS if place.throwaway else {})
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    server = [str(programs / "postgres"), "-D", str(data), "-k", str(place.sockets), "-p", "5432"]
    return [*prefix, *server, *settings]


def is_ready(place: Place) -> bool:
    """Tell whether the server answers; from the first answer on, the portal's database exists."""
    try:
        connection = psycopg2.connect(host=str(place.sockets), port=5432, user="portal", dbname="postgres")
    except psycopg2.OperationalError:
        return False
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
        if cursor.fetchone() is None:
            cursor.execute("CREATE DATABASE portal")
    connection.close()
    return True


def _prefix(programs: Path) -> tuple[str, ...]:
    """Return the words before a command of PostgreSQL that let root run it; nobody else needs any."""
    if os.geteuid() != 0:
        return ()
    for prefix in (IN_A_NAMESPACE, AS_NOBODY):
        if _succeeds([*prefix, str(programs / "postgres"), "--version"]):
            return prefix
    raise CommandError(
        "PostgreSQL does not run as root, and this machine lets root neither make a user namespace nor become "
        f"uid {NOBODY}. Run the portal as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own."
    )


def _succeeds(argv: list[str]) -> bool:
    try:
        return subprocess.run(argv, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _initialise(data: Path, initdb: list[str], throwaway: bool) -> None:
    """Make the data directory under another name and rename it: one that exists is complete."""
    fresh = data.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if initdb[0] == AS_NOBODY[0]:
        os.chown(fresh, NOBODY, NOBODY)
    options = ["-D", str(fresh), "-U", "portal", "-E", "UTF8", "--auth=trust", *(["--no-sync"] if throwaway else [])]
    made = subprocess.run([*initdb, *options], capture_output=True, text=True, check=False, cwd="/")
    if made.returncode != 0:
        raise CommandError(f"PostgreSQL could not make its data directory: {made.stderr.strip()}. Set DATABASE_URL.")
    fresh.rename(data)


def _locale(programs: Path) -> list[str]:
    """Choose the built-in locale, which sorts alike on every machine; before version 17 there was none."""
    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    major = int(said.stdout.split()[2].split(".")[0])
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else ["--locale=C.UTF-8"]


def _wait_for_dying_postmaster(data: Path, sockets: Path) -> None:
    """Wait until an earlier server has stopped, and drop the notes of one long gone.

    The number in such a note may be another process's by now (a restarted container), and PostgreSQL would give up.
    """
    note = data / "postmaster.pid"
    if not Path("/proc/self").exists():
        return
    if wait_for(lambda: not _is_running(note, data), seconds=15):
        note.unlink(missing_ok=True)
        (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _is_running(note: Path, data: Path) -> bool:
    if not note.exists():
        return False
    process = Path("/proc") / note.read_text().split("\n")[0] / "cmdline"
    return process.exists() and str(data).encode() in process.read_bytes()
