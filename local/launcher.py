"""Web, worker and beat of one machine start together and stop together."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from django.core.management import CommandError

from local.locks import Lock
from local.place import CHECKOUT
from local.processes import die_with_parent, start, stop, wait_for

SECONDS_TO_START = 60
SECONDS_TO_STOP = 2.5
HOST = "127.0.0.1"
QUEUES = "issue,letters,sweep,inspect"


class Portal:
    """The processes of one checkout that serve people, and the lock that keeps a second set away."""

    def __init__(self, state: Path, port: int):
        self.state = state
        self.port = port
        self.address = f"http://{HOST}:{port}"
        self.logs = state / "logs"
        self.lock = Lock(state / "portal")  # holds the address, for whoever finds it held
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def claim(self) -> None:
        """Make sure, before anything starts, that this portal is the checkout's only one and that its port is free.

        Raises CommandError.
        """
        self.state.mkdir(mode=0o711, exist_ok=True)
        self.logs.mkdir(mode=0o700, exist_ok=True)
        if not self.lock.try_take():
            address = self.lock.path.read_text() or "its address"
            raise CommandError(f"The portal of this checkout is already running at {address}.")
        refuse_taken_port(self.port)
        self.lock.path.write_text(self.address)

    def start(self) -> None:
        """Start web, worker and beat and return when the web has answered. Raises CommandError."""
        for name, command in commands(self.port, self.state).items():
            self.children[name] = start(command, log=self.logs / f"{name}.log", cwd=CHECKOUT)
        if not wait_for(self._answers, SECONDS_TO_START, every=0.2):
            raise CommandError(f"The web did not answer in {SECONDS_TO_START} seconds. See {self.logs}/web.log.")

    def watch(self) -> NoReturn:
        """Wait until a child ends by itself, and raise CommandError then."""
        while True:
            self._raise_for_ended()
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the children and theirs."""
        stop(list(self.children.values()), SECONDS_TO_STOP)

    def _raise_for_ended(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                log = self.logs / f"{name}.log"
                last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
                raise CommandError(f"{last}\n\nThe process “{name}” ended with {child.returncode}. Its log is {log}.")

    def _answers(self) -> bool:
        self._raise_for_ended()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status > 0  # 503 is an answer too
        except OSError:
            return False
        finally:
            connection.close()


def commands(port: int, state: Path) -> dict[str, list[str]]:
    """Return the command of each process."""
    gunicorn = [sys.executable, "-m", "gunicorn", "filing_portal.wsgi", "--no-control-socket"]
    celery = [sys.executable, "-m", "celery", "-A", "filing_portal"]
    threads = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "2"]
    return {
        "web": [*gunicorn, "--bind", f"{HOST}:{port}", *threads],
        "worker": [*celery, "worker", "-Q", QUEUES, "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "--schedule", str(state / "beat-schedule"), "--pidfile", ""],
    }


def port_from(text: str) -> int:
    """Return the port a person named. Raises CommandError."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CommandError(f"PORT is {text!r}; set it to a number between 1 and 65535.")
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Raise CommandError if another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CommandError(f"You may not use port {port}. Choose one above 1023: make run PORT=8001") from None
        except OSError:
            another = port % 65535 + 1
            raise CommandError(f"Port {port} is taken. Choose another: make run PORT={another}") from None


def is_in_background() -> bool:
    """Tell whether a script has started this in its background: its shell has SIGINT ignored, also by make.

    Ask before `listen_to_signals`.
    """
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def listen_to_signals(with_parent: bool) -> None:
    """Have Ctrl-C and its kin raise KeyboardInterrupt; with `with_parent` the end of the parent process is one of them.

    SIGINT is set explicitly, since a launcher that is started in the background inherits an ignored one.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    if with_parent:
        die_with_parent(signal.SIGTERM, os.getppid())


def ignore_signals() -> None:
    """Let nothing interrupt the stopping."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
