"""Locks on files: the kernel drops them with the process, however it ends."""

import fcntl
import os
from pathlib import Path
from typing import TextIO


class Lock:
    """A lock on one file. A forked child must not touch its parent's: both hold the same one."""

    def __init__(self, path: Path):
        self.path = path
        self.file: TextIO | None = None

    def share(self) -> None:
        """Hold the lock together with others; waits while one holds it alone."""
        fcntl.flock(self._open(), fcntl.LOCK_SH)

    def take(self) -> None:
        """Hold the lock alone; waits for the others to let go."""
        fcntl.flock(self._open(), fcntl.LOCK_EX)

    def try_take(self) -> bool:
        """Hold the lock alone if nobody else holds it; on False a share held before is gone."""
        try:
            fcntl.flock(self._open(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let go."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def write(self, text: str) -> None:
        """Leave a line for whoever finds the lock held."""
        file = self._open()
        os.ftruncate(file.fileno(), 0)
        os.pwrite(file.fileno(), text.encode(), 0)

    def read(self) -> str:
        """Return the line the holder left."""
        return self.path.read_text() if self.path.exists() else ""

    def is_held(self) -> bool:
        """Tell whether another process holds the lock."""
        probe = Lock(self.path)
        free = probe.try_take()
        probe.release()
        return not free

    def _open(self) -> TextIO:
        if self.file is None:
            self.file = self.path.open("a+")
        return self.file
