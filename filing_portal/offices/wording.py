"""Permissions in words: each room gives the words of its own in RIGHTS, beside its table of moves."""

from django.apps import apps
from django.utils.translation import gettext

from filing_portal.base import parts


def right(code: str) -> str:
    """Return what a permission, given as `app.codename`, allows; one that is no longer known stands for itself."""
    for part in parts.modules("states"):
        if words := getattr(part, "RIGHTS", {}).get(code):
            return str(words)
    label, _dot, codename = code.partition(".")
    verb, _line, model = codename.partition("_")
    if verb != "view":
        return code
    return gettext("Read: %(rows)s") % {"rows": apps.get_model(label, model)._meta.verbose_name_plural}
