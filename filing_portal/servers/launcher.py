"""The portal on one machine: servers, web, worker and beat start together and stop together."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from filing_portal.servers import processes
from filing_portal.servers.locks import Lock
from filing_portal.servers.paths import state_dir

LOOKS_EVERY = 0.2
SECONDS_TO_START = 60
SECONDS_TO_STOP = 2.5
HOST = "127.0.0.1"
QUEUES = "issue,letters,sweep,inspect"


class CannotRun(Exception):
    """The portal cannot start or go on; the message says what to do."""


class Stopped(Exception):
    """Somebody asked the launcher to stop."""


class Portal:
    """The processes of one checkout that serve people, and the lock that keeps a second set away."""

    def __init__(self, checkout: Path, port: int):
        self.checkout = checkout
        self.port = port
        self.address = f"http://{HOST}:{port}"
        self.state = state_dir(checkout)
        self.logs = self.state / "logs"
        self.lock = Lock(self.state / "portal")
        self.children: dict[str, subprocess.Popen] = {}

    def claim(self) -> None:
        """This launcher is the only one of the checkout and its port is free; nothing was started yet."""
        self.state.mkdir(mode=0o711, exist_ok=True)
        self.logs.mkdir(mode=0o700, exist_ok=True)
        if not self.lock.try_take():
            raise CannotRun(f"The portal of this checkout is already running at {self.lock.read() or 'its address'}.")
        refuse_taken_port(self.port)
        self.lock.write(self.address)

    def start(self) -> None:
        """Web, worker and beat run and the web has answered."""
        for name, command in commands(self.port, self.state).items():
            log = self.logs / f"{name}.log"
            self.children[name] = processes.start(command, log=log, cwd=self.checkout)
        end = time.monotonic() + SECONDS_TO_START
        while not answers(self.port):
            self.raise_for_ended()
            if time.monotonic() > end:
                raise CannotRun(f"The web did not answer in {SECONDS_TO_START} seconds. See {self.logs}/web.log.")
            time.sleep(LOOKS_EVERY)

    def watch(self) -> None:
        """Return never: raises when a child has ended."""
        while True:
            self.raise_for_ended()
            time.sleep(LOOKS_EVERY)

    def raise_for_ended(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                log = self.logs / f"{name}.log"
                last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
                raise CannotRun(f"{last}\n\nThe process “{name}” ended with {child.returncode}. Its log is {log}.")

    def stop(self) -> None:
        """No child is left, and none of their children."""
        processes.stop([(child, signal.SIGTERM) for child in self.children.values()], SECONDS_TO_STOP)


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
    """Return the port a person named."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CannotRun(f"PORT is {text!r}; set it to a number between 1 and 65535.")
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Raise if another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotRun(f"You may not use port {port}. Choose one above 1023: make run PORT=8001") from None
        except OSError:
            another = port % 65535 + 1
            raise CannotRun(f"Port {port} is taken. Choose another: make run PORT={another}") from None


def answers(port: int) -> bool:
    """Tell whether the web server answers, with whatever status."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def listen_to_signals(with_parent: bool) -> None:
    """Ctrl-C and its kin raise Stopped; set anew, since a launcher in the background inherits an ignored SIGINT."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, _stop)
    if with_parent:
        processes.die_with_parent(signal.SIGTERM, os.getppid())


def ignore_signals() -> None:
    """Nothing interrupts the stopping."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _stop(*_) -> None:
    raise Stopped
