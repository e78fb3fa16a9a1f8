"""Sharing servers: whoever needs them joins, the first starts them, the last stops them."""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

from django.core.management import CommandError

from local import keeper
from local.locks import Lock
from local.place import CHECKOUT, LONGEST_SOCKET, Place, fits
from local.processes import wait_for


class Share:
    """This process's share in the servers of one place. `prepare` runs once PostgreSQL answers; newcomers wait."""

    def __init__(self, place: Place, names: Sequence[str], prepare: Callable[[], None] = lambda: None):
        self.place = place
        self.names = names
        self.prepare = prepare
        self.users: list[Lock] = []
        self.joined_by = 0
        self.joining = threading.RLock()

    def join(self) -> None:
        """Have the servers run until this process leaves or ends; idempotent. Raises CommandError."""
        if self.joined_by == os.getpid():
            return  # without the lock: `prepare` may connect in a thread of its own
        with self.joining:
            if self.joined_by != os.getpid():
                self._join()

    def is_running(self) -> bool:
        """Tell whether every server runs already; nothing is started or made."""
        return all(keeper.keeper_lock(self.place, name).is_held() for name in self.names)

    def leave(self) -> None:
        """Give the share up; if it was the last, the servers have stopped on return. Idempotent."""
        if self.joined_by != os.getpid():
            return  # a forked child's copy: the share is its parent's
        self.joined_by = 0
        alone = [lock.try_take() for lock in self.users]
        for lock in self.users:
            lock.release()
        stopping = [name for name, was_last in zip(self.names, alone, strict=True) if was_last]
        wait_for(lambda: not any(keeper.keeper_lock(self.place, name).is_held() for name in stopping), 10)

    def _join(self) -> None:
        self.place.state.mkdir(mode=0o711, exist_ok=True)
        self.users = [keeper.users_lock(self.place, name) for name in self.names]
        for lock in self.users:
            lock.share()
        starting = Lock(self.place.state / "starting")
        starting.take()
        try:
            missing = [name for name in self.names if not keeper.keeper_lock(self.place, name).is_held()]
            start_keepers(self.place, missing)
            self.joined_by = os.getpid()
            atexit.register(self.leave)
            if "postgres" in self.names:
                self.prepare()  # also where the server ran before: its data may be of another version
        finally:
            starting.release()


def start_keepers(place: Place, names: Sequence[str]) -> None:
    """Start the named servers side by side and return when all answer."""
    if not names:
        return
    _make_socket_folder(place)
    if not place.throwaway:
        titles = " and ".join(keeper.SERVERS[name].TITLE for name in names)
        print(f"Starting {titles} …", file=sys.stderr, flush=True)
    started = [_spawn(place, name) for name in names]
    answers = [_answer(process) for process in started]
    failed = [answer or "A server ended at once." for answer in answers if answer != "ready"]
    if failed:
        raise CommandError(" ".join(failed))


def _spawn(place: Place, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "local.keeper", name, str(place.state), str(place.sockets)]
    with (place.state / f"{name}.keeper.log").open("wb") as log:
        return subprocess.Popen(
            command + (["throwaway"] if place.throwaway else []),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=CHECKOUT,
            start_new_session=True,
        )


def _answer(process: subprocess.Popen[str]) -> str:
    """Wait for a keeper's one line."""
    assert process.stdout is not None
    with process.stdout as lines:
        return lines.readline().strip()


def _make_socket_folder(place: Place) -> None:
    """Make the sockets' folder and see that it is ours alone, since it stands where anybody may write."""
    place.sockets.mkdir(mode=0o700, exist_ok=True)
    found = place.sockets.lstat()
    if place.sockets.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise CommandError(f"{place.sockets} must be a folder that only you may open. Remove it and start again.")
    if not fits(place.sockets):
        raise CommandError(f"{place.sockets} is too long: a socket's path ends at {LONGEST_SOCKET} bytes. Set TMPDIR.")
