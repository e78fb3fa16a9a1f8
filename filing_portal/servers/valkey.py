"""The default Valkey: broker and cache. It keeps nothing, since the truth is in the database."""

import signal
from pathlib import Path

import redis

from filing_portal.servers.binaries import valkey_server
from filing_portal.servers.paths import Place, valkey_url

NAME = "valkey"
TITLE = "Valkey"
STOP_SIGNAL = signal.SIGTERM
DATABASES = 64


class Runner:
    """How Valkey is run: as whoever asks."""

    user = None

    def __init__(self, program: Path):
        self.program = program


def prepare(place: Place) -> Runner:
    """The program is there; Valkey needs nothing else."""
    return Runner(valkey_server())


def argv(place: Place, runner: Runner) -> list[str]:
    """Return the command that runs the server."""
    options = {
        "port": "0",
        "unixsocket": f"{place.sockets}/valkey.sock",
        "unixsocketperm": "700",
        "dir": str(place.state),
        "save": "",
        "appendonly": "no",
        "databases": str(DATABASES),
    }
    return [str(runner.program), *(part for name, value in options.items() for part in (f"--{name}", value))]


def is_ready(place: Place) -> bool:
    """Tell whether the server answers."""
    try:
        with redis.Redis.from_url(valkey_url(place.sockets)) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False
