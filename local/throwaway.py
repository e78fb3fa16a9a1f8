"""Throw-away servers for a test run: their folders go with the last process that uses them."""

import os

from local.place import VARIABLES, make_throwaway
from local.sharing import Share


def provide() -> None:
    """Start every server whose URL is not set, and set its URL, so that child processes use it too."""
    for name, variable in VARIABLES.items():
        if not os.environ.get(variable):
            place = make_throwaway()
            Share(place, [name]).join()
            os.environ[variable] = place.urls[variable]
