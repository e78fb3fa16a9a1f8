"""Throw-away servers for a test run: their folders go with the last process that uses them."""

import os
import tempfile
from pathlib import Path

from filing_portal.servers.default import VARIABLES
from filing_portal.servers.paths import Place, fits, postgres_url, valkey_url
from filing_portal.servers.sharing import Share

URLS = {"postgres": postgres_url, "valkey": valkey_url}


def provide() -> None:
    """Every server whose URL is not set runs and has its URL set, so that child processes use it too."""
    for name, variable in VARIABLES.items():
        if not os.environ.get(variable):
            folder = _fresh_folder()
            Share(Place(folder, folder, throwaway=True), [name]).join()
            os.environ[variable] = URLS[name](folder)


def _fresh_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
    if fits(folder):
        return folder
    folder.rmdir()
    return Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
