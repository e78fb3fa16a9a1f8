"""The arithmetic of working days knows neither database nor settings, neither clock nor any other room."""

import ast
from pathlib import Path

from filing_portal.workdays import calendar

ROOM = Path(calendar.__file__).parent
MODULES = sorted(ROOM.glob("*.py"))
# What it needs of Django: an error with a code, and sentences in two languages.
ALLOWED = {"django.core.exceptions", "django.utils.translation"}
OWN = "filing_portal.workdays"


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {name for name in found if name.split(".")[0] in ("django", "filing_portal")}


def test_the_room_imports_itself_and_no_more_of_django_than_errors_and_sentences():
    outside = {
        (path.name, name)
        for path in MODULES
        for name in imported(path) - ALLOWED
        if name != OWN and not name.startswith(f"{OWN}.")
    }
    assert outside == set()
    assert len(MODULES) > 6


def test_nothing_in_the_room_asks_what_day_it_is():
    asked = [(path.name, word) for path in MODULES for word in (".today()", ".now()") if word in path.read_text()]
    assert asked == []
