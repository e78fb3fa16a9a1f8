"""Locks on files: the kernel drops them with the process, however it ends."""

import fcntl
from pathlib import Path
from typing import TextIO


class Lock:
    """A lock on one file. A forked child must not touch its parent's: both hold the same one."""

    def __init__(self, path: Path):
        self.path = path
        self.file: TextIO | None = None

    def share(self) -> None:
        """Hold the lock together with others; wait while one holds it alone."""
        fcntl.flock(self._open(), fcntl.LOCK_SH)

    def take(self) -> None:
        """Hold the lock alone; wait for the others to let go."""
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

    def is_held(self) -> bool:
        """Tell whether another process holds the lock; the file is not created."""
        try:
            with self.path.open("r+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    def _open(self) -> TextIO:
        if self.file is None:
            self.file = self.path.open("a+")
        return self.file
