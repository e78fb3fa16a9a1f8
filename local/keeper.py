"""The process that keeps one server: it starts the server and stops it when the last user has gone.

Users hold a shared lock on a file; the kernel drops it with the process, so even a killed user is noticed.
Run as `python -m local.keeper NAME STATE SOCKETS [throwaway]`; prints `ready` or why not.
"""

import math
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from django.core.management import CommandError

from local import postgres, valkey
from local.locks import Lock
from local.place import Place
from local.processes import start, stop, wait_for

SERVERS: dict[str, ModuleType] = {module.NAME: module for module in (postgres, valkey)}
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


def users_lock(place: Place, name: str) -> Lock:
    """Return the lock every user of a server shares."""
    return Lock(place.state / f"{name}.users")


def keeper_lock(place: Place, name: str) -> Lock:
    """Return the lock a server's keeper holds as long as it lives."""
    return Lock(place.state / f"{name}.keeper")


def keep(name: str, place: Place) -> None:
    """Start the server, keep it while it has users, stop it. Raises CommandError where it does not start."""
    server, lock, users = SERVERS[name], keeper_lock(place, name), users_lock(place, name)
    if not wait_for(lock.try_take, 2):  # somebody may be looking whether it is held
        raise CommandError(f"{server.TITLE} is already kept by another process.")
    child = _start(server, place)
    try:
        _say("ready")
        # Whoever comes from here on waits: the users' lock stays held until this process has ended.
        wait_for(lambda: child.poll() is not None or users.try_take(), math.inf, every=0.2)
    finally:
        stop([child], SECONDS_TO_STOP, server.STOP_SIGNAL)
        _clear(place)


def _start(server: ModuleType, place: Place) -> subprocess.Popen[bytes]:
    """Start the server and return when it answers."""
    log = place.state / f"{server.NAME}.log"
    child = start(server.command(place), log=log, cwd=Path("/"), stop_signal=server.STOP_SIGNAL)
    wait_for(lambda: child.poll() is not None or server.is_ready(place), SECONDS_TO_START)
    if child.poll() is None and server.is_ready(place):
        return child
    stop([child], SECONDS_TO_STOP, server.STOP_SIGNAL)
    lines = log.read_text(errors="replace").strip().splitlines()[-3:]
    raise CommandError(f"{server.TITLE} did not start. Its log, {log}, ends: {' / '.join(lines)}")


def _clear(place: Place) -> None:
    """Leave nothing in the temporary folder once the last of its servers has gone."""
    if place.throwaway:
        shutil.rmtree(place.state, ignore_errors=True)
    elif not any(place.sockets.iterdir()):
        place.sockets.rmdir()


def _say(line: str) -> None:
    """Tell whoever started the keeper; it may have gone already, and then the lock tells the keeper to stop."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        pass


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit())  # not at once: `finally` stops the server first
    server_name, state, sockets, *rest = sys.argv[1:]
    try:
        keep(server_name, Place(Path(state), Path(sockets), throwaway=rest == ["throwaway"]))
    except CommandError as reason:
        _say(str(reason))
