"""Nothing of HTTP below the views: nouns, their tables of moves, their verbs and tasks know no request and no 404."""

import ast
from pathlib import Path

from filing_portal.tests.sources import sources

BELOW = {"lifecycle", "states", "models", "workflow", "tasks", "duties", "takeover", "rights"}
OF_HTTP = ("django.http", "django.shortcuts", "django.views", "django.core.handlers", "ninja")


def test_nouns_verbs_and_tasks_import_nothing_of_http():
    files = {name: path for name, path in sources().items() if BELOW & parts(name)}
    assert {part for name in files for part in BELOW & parts(name)} == BELOW
    assert {(name, it) for name, path in files.items() for it in imported(path) if it.startswith(OF_HTTP)} == set()


def parts(name: str) -> set[str]:
    """Return the names of the module and of the packages it lies in."""
    return set(Path(name).with_suffix("").parts)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
