"""Keep the message catalogue up to date with the sources, without a system gettext."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import template as template_messages

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Nothing in it changes with the day or the person, so that a difference between two versions is a difference in words.
HEADER = r"""# Simplified Chinese
msgid ""
msgstr ""
"Language: zh_Hans\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
PO = settings.BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """Yield every file whose text people read: code and templates, not tests."""
    for room in rooms():
        yield from (path for path in sorted((settings.BASE_DIR / room).rglob("*.py")) if "tests" not in path.parts)
    templates = sorted((settings.BASE_DIR / "templates").rglob("*"))
    yield from (path for path in templates if path.suffix in (".html", ".txt"))


def rooms() -> list[str]:
    """Return the top folder of every installed app that lies in this checkout, those without rows of their own too."""
    paths = (Path(app.path) for app in apps.get_app_configs())
    ours = (path.relative_to(settings.BASE_DIR).parts[0] for path in paths if settings.BASE_DIR in path.parents)
    return [room for room in dict.fromkeys(ours) if not room.startswith(".")]  # the libraries lie in .venv


def extracted() -> Catalog:
    """Return the messages that the sources hold, with where they stand."""
    found = Catalog()
    for path in sources():
        text = path.read_text()
        if path.suffix != ".py":
            # What stands around the messages is blanked out; the rest reads as Python once nothing is indented.
            lines = template_messages.templatize(text, origin=str(path)).splitlines()
            text = "\n".join(line.strip() for line in lines)
        # Babel's types name the parts of a call in another order than it gives them.
        calls: Any = extract_python(BytesIO(text.encode()), KEYWORDS, [], {})
        for line, function, message, _comments in calls:
            context, ids = identity(function, message)
            if ids:
                found.add(ids, context=context, locations=[(str(path.relative_to(settings.BASE_DIR)), line)])
    return found


def identity(function: str, message: str | tuple[Any, ...]) -> tuple[str | None, str | tuple[str, str] | None]:
    """Return (context, msgid or (singular, plural)) of a call as Babel's extractor reports it."""
    parts = [part for part in ([message] if isinstance(message, str) else message) if isinstance(part, str)]
    context = parts.pop(0) if "pgettext" in function else None
    if function.startswith(("ngettext", "npgettext")):
        return context, (parts[0], parts[1])
    return context, parts[0] if parts else None


def translated() -> Catalog:
    """Return the Chinese catalogue as it stands in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update() -> tuple[int, int]:
    """Bring the catalogue up to date with the sources; return (messages, those without a translation)."""
    catalogue = translated() if PO.exists() else Catalog(locale="zh_Hans")
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    save(catalogue)
    return len(catalogue), sum(1 for message in catalogue if message.id and not all(strings(message.string)))


def save(catalogue: Catalog) -> None:
    """Write these messages, sorted, as the catalogue of the repository."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        file.write(HEADER.encode())
        write_po(
            file,
            catalogue,
            width=0,
            sort_output=True,
            no_location=True,  # where a message stands changes with every move of code
            ignore_obsolete=True,
            omit_header=True,
        )


def strings(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the translations of a message, one for each plural form; an empty one where there is none."""
    return [string] if isinstance(string, str) else list(string or [""])
