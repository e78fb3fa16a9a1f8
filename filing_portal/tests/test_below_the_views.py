"""Nothing of HTTP below the views: nouns, their tables of moves, their verbs and tasks know no request and no 404."""

import ast

from django.conf import settings

ROOMS = ("filing_portal", "providers", "filings", "registry", "reviews", "inspections")
BELOW = {"lifecycle", "states", "models", "workflow", "tasks", "duties", "takeover", "rights"}
OF_HTTP = ("django.http", "django.shortcuts", "django.views", "django.core.handlers", "ninja")


def test_nouns_verbs_and_tasks_import_nothing_of_http():
    files = {path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*.py") if BELOW & parts(path)}
    assert {name for path in files for name in BELOW & parts(path)} == BELOW
    assert {(str(path), name) for path in files for name in imported(path) if name.startswith(OF_HTTP)} == set()


def parts(path) -> set[str]:
    """Return the names of the module and of the packages it lies in; none for a test."""
    inside = path.relative_to(settings.BASE_DIR).with_suffix("").parts
    return set() if "tests" in inside else set(inside)


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
