"""Read settings from the environment, and tell which of the two environments this is."""

import os

from django.core.exceptions import ImproperlyConfigured

ENV = os.environ.get("PORTAL_ENV", "local")
PRODUCTION = ENV == "production"
if ENV not in ("local", "production"):
    raise ImproperlyConfigured(f"PORTAL_ENV is {ENV!r}; set it to 'local' or 'production'.")


def required(name: str, local: str = "") -> str:
    """Return the variable `name`, or the default `local` where it is not set.

    Raises ImproperlyConfigured in production for a missing value and for one that contains the local default.
    """
    value = os.environ.get(name, "")
    if PRODUCTION and (not value or (local and local in value)):
        raise ImproperlyConfigured(f"Set {name} in the environment: production accepts no default for it.")
    return value or local


def flag(name: str, default: bool) -> bool:
    """Return the variable `name` read as yes or no. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "yes" if default else "no").lower()
    if value not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 'yes' or 'no'.")
    return value == "yes"


def number(name: str, least: int, local: int) -> int:
    """Return the variable `name` as a whole number, or the default `local` where it is not set.

    Raises ImproperlyConfigured for a number below `least`, for what is none, and in production for a missing one.
    """
    value = required(name) or str(local)
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to a whole number from {least} on.")
    return int(value)
