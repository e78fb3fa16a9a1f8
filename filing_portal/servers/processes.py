"""Child processes that cannot outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(with_signal: signal.Signals, parent: int) -> None:
    """From now on this process gets `with_signal` when `parent` ends (on Linux; elsewhere nothing changes)."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:  # it ended before the call above
        os.kill(os.getpid(), with_signal)


def start(
    argv: Sequence[str | Path],
    *,
    log: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
    env: dict | None = None,
    cwd: Path | None = None,
    user: int | None = None,
) -> subprocess.Popen:
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
            **as_user(user),
        )


def as_user(user: int | None) -> dict:
    """Return the arguments that make subprocess run a command as `user`."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def succeeds(argv: Sequence[str | Path], user: int | None = None) -> bool:
    """Tell whether a command can be run here and ends well."""
    try:
        return subprocess.run(argv, capture_output=True, timeout=30, check=False, **as_user(user)).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def stop(children: Iterable[tuple[subprocess.Popen, signal.Signals]], seconds: float) -> None:
    """Ask every child to end and wait; what has not ended after `seconds` is killed with its whole group."""
    children = list(children)
    for child, stop_signal in children:
        if child.poll() is None:
            child.send_signal(stop_signal)
    end = time.monotonic() + seconds
    for child, _ in children:
        _wait(child, max(0, end - time.monotonic()))
        _kill_group(child)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Return True as soon as `condition` holds, False when `seconds` have passed."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= end:
            return False
        time.sleep(0.03)
    return True


def _wait(child: subprocess.Popen, seconds: float) -> None:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        pass  # the caller kills it next


def _kill_group(child: subprocess.Popen) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # nobody is left in the group, which is what was wanted
    child.wait()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
