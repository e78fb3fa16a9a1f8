"""Keep what somebody typed and could not save: sealed, for one page, until it is saved there.

What belongs to an account stands beside the row it is about. What came after the session had ended stands in the
browser's new session, for a while, and is shown to whoever may open the page.
"""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.http import HttpRequest, QueryDict

from filing_portal.base import clock
from filing_portal.vault.models import keyring

KEPT = "kept-input"
LIFETIME = timedelta(minutes=30)
LONGEST = 30_000  # characters, percent-encoded: a session is no store for whatever strangers send


def seal(typed: QueryDict, page: str) -> str:
    """Return what was typed, without the form's token, as a text that tells nothing and opens for this page alone."""
    typed = typed.copy()
    typed.pop("csrfmiddlewaretoken", None)
    value = {"typed": typed.urlencode(), "at": clock.now().isoformat()}
    key_id, sealed = keyring(settings.SEALING_KEYS).seal(value, page)
    return f"{key_id}:{b64encode(sealed).decode()}"


def unseal(text: str, page: str, *, since: datetime | None = None) -> QueryDict | None:
    """Return what was typed on this page, or None: another page's, older than `since`, or of a key that is gone."""
    key_id, _colon, sealed = text.partition(":")
    try:
        value = keyring(settings.SEALING_KEYS).unseal(key_id, b64decode(sealed), page)
    except (InvalidTag, KeyError, ValueError):
        return None
    if since and datetime.fromisoformat(value["at"]) < since:
        return None
    return QueryDict(value["typed"])


def page_of(request: HttpRequest) -> str:
    """Return what what is kept is bound to: the page, in whatever language it is read."""
    match = request.resolver_match
    return page_named(match.view_name, *match.kwargs.values()) if match else ""


def page_named(name: str, *parts: object) -> str:
    """Return the same from the name of a URL and the parts of its path, in their order."""
    return " ".join([name, *map(str, parts)])


def keep(request: HttpRequest) -> bool:
    """Keep the form in the session, in place of an earlier one; tell whether it was short enough to keep."""
    request.session.pop(KEPT, None)
    if len(request.POST.urlencode()) > LONGEST:
        return False
    request.session[KEPT] = seal(request.POST, page_of(request))
    return True


def kept(request: HttpRequest) -> QueryDict | None:
    """Return what the session keeps for this page; a stranger's session has none, another page's is not told."""
    text = request.session.get(KEPT)
    return unseal(text, page_of(request), since=clock.now() - LIFETIME) if text else None


def forget(request: HttpRequest) -> None:
    """Keep no longer what the session keeps for this page."""
    if kept(request) is not None:
        del request.session[KEPT]
