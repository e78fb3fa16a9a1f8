"""The process that keeps one default server: it starts the server and stops it when the last user has gone.

Users hold a shared lock on a file; the kernel drops it with the process, so even a killed user is noticed.
Run as `python -m filing_portal.servers.keeper NAME STATE SOCKETS [throwaway]`; prints `ready` or why not.
"""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from filing_portal.servers import postgres, processes, valkey
from filing_portal.servers.binaries import Unavailable
from filing_portal.servers.locks import Lock
from filing_portal.servers.paths import Place

SERVERS: dict[str, ModuleType] = {module.NAME: module for module in (postgres, valkey)}
LOOKS_EVERY = 0.2
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


class Asked(Exception):
    """Somebody told the keeper itself to end."""


def users_lock(place: Place, name: str) -> Lock:
    """Return the lock every user of a server shares."""
    return Lock(place.state / f"{name}.users")


def keeper_lock(place: Place, name: str) -> Lock:
    """Return the lock a server's keeper holds as long as it lives."""
    return Lock(place.state / f"{name}.keeper")


def keep(name: str, place: Place) -> int:
    """Start the server, keep it while it has users, stop it; returns the exit code."""
    lock = keeper_lock(place, name)
    if not processes.wait_for(lock.try_take, 2):  # somebody may be looking whether it is held
        return _say(f"{SERVERS[name].TITLE} is already kept by another process.")
    try:
        child = _start(SERVERS[name], place)
    except Unavailable as reason:
        return _say(str(reason))
    try:
        _say("ready")
        return _watch(child, users_lock(place, name))
    except Asked:
        return 0
    finally:
        processes.stop([(child, SERVERS[name].STOP_SIGNAL)], SECONDS_TO_STOP)
        _clear(place)


def _clear(place: Place) -> None:
    """Nothing is left in the temporary folder once the last of its servers has gone."""
    if place.throwaway:
        shutil.rmtree(place.state, ignore_errors=True)
    elif not any(place.sockets.iterdir()):
        place.sockets.rmdir()


def _start(server: ModuleType, place: Place) -> subprocess.Popen:
    """Start the server and return when it answers."""
    runner = server.prepare(place)
    log = place.state / f"{server.NAME}.log"
    child = processes.start(
        server.argv(place, runner), log=log, stop_signal=server.STOP_SIGNAL, user=runner.user, cwd=Path("/")
    )
    processes.wait_for(lambda: child.poll() is not None or server.is_ready(place), SECONDS_TO_START)
    if child.poll() is None and server.is_ready(place):
        return child
    processes.stop([(child, server.STOP_SIGNAL)], SECONDS_TO_STOP)
    lines = log.read_text(errors="replace").strip().splitlines()[-3:]
    raise Unavailable(f"{server.TITLE} did not start. Its log, {log}, ends: {' / '.join(lines)}")


def _watch(child: subprocess.Popen, users: Lock) -> int:
    """Return once nobody uses the server (the lock is held then: newcomers wait), or the server has ended."""
    while child.poll() is None:
        if users.try_take():
            return 0
        time.sleep(LOOKS_EVERY)
    return 1


def _say(line: str) -> int:
    """Tell whoever started the keeper; it may have gone already, and then the lock tells the keeper to stop."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        pass
    return 0 if line == "ready" else 1


def _ask(*_) -> None:
    raise Asked


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _ask)
    server_name, state, sockets, *rest = sys.argv[1:]
    sys.exit(keep(server_name, Place(Path(state), Path(sockets), throwaway=rest == ["throwaway"])))
