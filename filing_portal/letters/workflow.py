"""Write letters to people: each waits in the outbox and is sent after the commit."""

import re
import uuid
from collections.abc import Iterable
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.letters.models import Letter
from filing_portal.letters.tasks import send_letter

BLANK_LINES = re.compile(r"\n{3,}")  # what stands under a condition leaves some behind


class HasPage(Protocol):
    """A row with a page of its own."""

    def get_absolute_url(self) -> str: ...


def post(kind: str, *, to: Iterable[User], key: str, url: str, about: Any = None, **context: Any) -> None:
    """Write the letter `templates/letters/<kind>.txt` to each reader in their language, once for one `key`.

    The template's first line is the subject; `url` is the page it leads to, without host and language; `about` is the
    row that it is about: the row's provider is greeted, and its office sends the letter. `context` is the template's
    own. Sent after the commit. May be called twice: a reader who has the letter gets no second one.
    """
    for user in to:
        path = in_language(url, user.language)
        with override(user.language):
            link = settings.BASE_URL + path
            named = {**frame(), "reader": user, "about": about, "link": link}
            text = render_to_string(f"letters/{kind}.txt", {**context, **named})
        subject, _, body = text.strip().partition("\n")
        write(
            f"{kind}:{key}:{user.pk}",
            kind=kind,
            to=user,
            email=user.email,
            language=user.language,
            subject=subject.strip(),
            body=BLANK_LINES.sub("\n\n", body.strip()),
            url=path,
        )


def frame() -> dict[str, Any]:
    """Return what the foot of every letter names: who operates the portal, where it is, and the day."""
    return {"operator": settings.OPERATOR_NAME, "portal_url": settings.BASE_URL, "today": clock.today()}


def page_of(row: HasPage) -> str:
    """Return the address of the row's page as `post` takes it: without a language."""
    with override(settings.LANGUAGE_CODE):
        return row.get_absolute_url()


def in_language(url: str, language: str) -> str:
    """Return the page's address in the language; in the console, where the profile decides, it is the same in both."""
    return url if language != "en" or url.startswith("/console/") else f"/en{url}"


def post_code(kind: str, *, email: str, to: User | None, language: str, subject: str, body: str) -> None:
    """Write a letter with a sign-in code; its text is erased once it is sent. Twice called writes two letters."""
    write(
        f"{kind}:{uuid.uuid4()}",
        kind=kind,
        to=to,
        email=email,
        language=language,
        subject=subject,
        body=body,
        is_secret=True,
    )


def write(key: str, **fields: Any) -> None:
    """Put a letter into the outbox, unless one of this key is there, and send it after the commit."""
    letter, is_new = Letter.objects.get_or_create(key=key, defaults=fields)
    if is_new and settings.EMAIL_HOST:
        # robust: a broker that is down must not undo what the letter tells of; the sweeper sends it later.
        transaction.on_commit(lambda: send_letter.delay(letter.pk), robust=True)
