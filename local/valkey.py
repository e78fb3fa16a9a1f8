"""The Valkey of this machine: broker and cache. It keeps nothing, since the truth is in the database."""

import signal

import redis

from local.place import Place
from local.programs import valkey_server

NAME = "valkey"
TITLE = "Valkey"
STOP_SIGNAL = signal.SIGTERM


def command(place: Place) -> list[str]:
    """Return the command that runs the server. Raises CommandError where there is none."""
    options = {
        "port": "0",
        "unixsocket": f"{place.sockets}/valkey.sock",
        "unixsocketperm": "700",
        "dir": str(place.state),
        "save": "",
        "appendonly": "no",
        "databases": "64",
    }
    return [str(valkey_server()), *(part for name, value in options.items() for part in (f"--{name}", value))]


def is_ready(place: Place) -> bool:
    """Tell whether the server answers."""
    try:
        with redis.Redis.from_url(place.urls["REDIS_URL"]) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False
