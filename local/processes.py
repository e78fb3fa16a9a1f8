"""Child processes that cannot outlive their parent.

The libraries that start the processes of a Procfile (honcho among them) know no parent-death signal: after `kill -9` of
their launcher its children live on. This is why these lines are our own.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(with_signal: signal.Signals, parent: int) -> None:
    """Have this process get `with_signal` when `parent` ends (on Linux; elsewhere nothing changes)."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:  # it ended before the call above
        os.kill(os.getpid(), with_signal)


def start(
    argv: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    env: dict[str, str] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own that dies with this process; its output goes to `log`."""
    parent = os.getpid()
    with open(log, "wb", opener=_private) as output:
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            process_group=0,
            preexec_fn=lambda: die_with_parent(stop_signal, parent),
        )


def stop(
    children: Sequence[subprocess.Popen[bytes]], seconds: float, stop_signal: signal.Signals = signal.SIGTERM
) -> None:
    """Ask every child to end and wait; kill what has not ended after `seconds`, and all that is left of its group."""
    for child in children:
        child.send_signal(stop_signal)
    wait_for(lambda: all(child.poll() is not None for child in children), seconds)
    for child in children:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # nobody is left in the group, which is what was wanted
        child.wait()


def wait_for(condition: Callable[[], bool], seconds: float, every: float = 0.03) -> bool:
    """Return True as soon as `condition` holds, False when `seconds` have passed."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= end:
            return False
        time.sleep(every)
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
