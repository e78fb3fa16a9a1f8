"""Who may import whom: every import of the portal is read and compared with the plan of the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("providers", "filings", "registry", "reviews", "inspections")
# What stands above all apps and puts them together; nobody below imports it.
FRAME = {
    *("settings", "test_settings", "urls", "views", "wsgi", "access", "context", "health", "middleware", "management"),
    *("dashboard", "demo", "invariants", "catalogue", "feeds"),
}
BELOW = {
    "ground": set(),
    "providers": {"ground"},
    "filings": {"ground", "providers"},
    "registry": {"ground", "providers", "filings"},
    "reviews": {"ground", "providers", "filings", "registry"},
    "inspections": {"ground", "providers", "filings", "registry"},
}
BELOW["frame"] = set(BELOW)
# Inside a room; a module that is not named here may stand anywhere Python lets it.
FLOORS = {"models": 1, "workflow": 2, "tasks": 3, "forms": 3, "views": 4, "admin": 4, "api": 4, "urls": 5}
# The bell that sends a letter hangs below the verb that rings it; it calls the delivery, not the verb.
EXCEPTIONS = {("filing_portal.letters.workflow", "filing_portal.letters.tasks")}
PURE = {
    *("states", "numbers", "references", "catalogue", "rules", "divisions", "documents", "mask", "grounds"),
    *("calendar", "deadline", "limits", "cipher", "reminders", "ics"),
}


def sources() -> Iterator[Path]:
    for room in ("filing_portal", *APPS):
        for path in sorted((ROOT / room).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts):
                yield path


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in sources()}


def imported(path: Path) -> set[str]:
    """Return the portal's own modules that the file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in names}
    return {name for name in found if name.split(".")[0] in ("filing_portal", *APPS)}


def room_of(module: str) -> str:
    first, *rest = module.split(".")
    if first in APPS:
        return first
    return "frame" if rest and rest[0] in FRAME else "ground"


def noun_and_floor(module: str) -> tuple[str, str]:
    """Return the app a module belongs to and its place inside: ("filing_portal.letters", "workflow")."""
    parts = module.split(".")
    depth = 2 if parts[0] == "filing_portal" else 1
    return ".".join(parts[:depth]), parts[depth] if len(parts) > depth else ""


def test_the_plan_is_compared_with_the_whole_house():
    assert {room_of(module) for module in MODULES} == set(BELOW)
    assert len(MODULES) > 80


def test_a_room_imports_only_the_rooms_below_it():
    wrong = {
        (module, name)
        for module, path in MODULES.items()
        for name in imported(path)
        if room_of(name) not in BELOW[room_of(module)] | {room_of(module)}
    }
    assert wrong == set()


def test_inside_a_room_arrows_point_down():
    wrong = set()
    for module, path in MODULES.items():
        noun, floor = noun_and_floor(module)
        for name in imported(path) if floor in FLOORS else ():
            at, to = noun_and_floor(name)
            if at == noun and to != floor and FLOORS.get(to, 0) >= FLOORS[floor]:
                wrong.add((module, name))
    assert wrong == EXCEPTIONS


def test_a_pure_module_knows_neither_database_nor_clock():
    pure = [module for module in MODULES if noun_and_floor(module)[1] in PURE]
    assert {noun_and_floor(module)[1] for module in pure} == PURE
    for module in pure:
        assert [name for name in imported(MODULES[module]) if noun_and_floor(name)[1] in FLOORS] == [], module
        text = MODULES[module].read_text()
        assert [word for word in ("timezone", "clock", ".today()", ".now()", "settings") if word in text] == [], module


def test_imports_stand_at_the_top_of_the_file():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = {
        (module, inner.lineno)
        for module, path in MODULES.items()
        for outer in ast.walk(ast.parse(path.read_text()))
        if isinstance(outer, functions)
        for inner in ast.walk(outer)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    }
    assert inside == set()
