"""What no import shows: the linter holds the line of rooms, and this file what looks up past it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from importlinter.api import read_configuration

ROOT = Path(settings.BASE_DIR)
LINE = "One line of rooms"
# Settings wire the portal together by names: (module, name).
MEANT = {("filing_portal.settings", "accounts.User")}
PURE = {
    *("states", "numbers", "references", "catalogue", "checks", "divisions", "documents", "mask", "grounds"),
    *("calendar", "deadline", "limits", "cipher", "reminders", "ics"),
}
NO_LAW = re.compile(r"\b(timezone|clock|settings)\b|\.(today|now)\(\)")
NO_ROOM_OF_LAW = ("models", "workflow", "tasks", "forms", "views", "admin", "api")


@cache
def line() -> tuple[tuple[str, ...], ...]:
    """Return the rooms of the linter's line, lowest first; those of one layer together."""
    contract = next(each for each in read_configuration()["contracts_options"] if each["name"].startswith(LINE))
    layers = [re.findall(r"[\w.]+", layer) for layer in contract["layers"]]
    return tuple(tuple(layer) for layer in reversed(layers))


@cache
def height(module: str) -> int:
    """Return how high the room of the module lies."""
    heights = {room: level for level, layer in enumerate(line()) for room in layer}
    rooms = [room for room in heights if f"{module}.".startswith(f"{room}.")]
    return heights[max(rooms, key=len)]


def sources() -> dict[str, ast.Module]:
    """Return the portal's own modules, parsed, without tests and migrations."""
    rooms = {room.split(".")[0] for layer in line() for room in layer} - {"e2e", "benchmarks"}
    paths = [path for room in sorted(rooms) for path in sorted((ROOT / room).rglob("*.py"))]
    return {
        name: ast.parse(path.read_text())
        for path in paths
        if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts)
        and (name := module_of(path)) != "filing_portal"
    }


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = sources()


@cache
def above(level: int) -> tuple[re.Pattern, frozenset[str]]:
    """Return what a room of this height may not name: as a pattern for texts, and as reverse accessors."""
    names, accessors = set(), set()
    for app in apps.get_app_configs():
        if not any(app.name == room for layer in line()[level + 1 :] for room in layer):
            continue
        names |= {model._meta.db_table for model in app.get_models()}
        names |= {rf"{app.label}[.:]\w", f"admin:{app.label}_"}
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            if is_ours(model.__module__) and is_ours(relation.related_model.__module__):
                lower, upper = height(model.__module__), height(relation.related_model.__module__)
                if lower <= level < upper and (name := relation.get_accessor_name()):
                    accessors.add(name)
    return re.compile(r"(?<![\w./])(?:" + "|".join(sorted(names) or ["(?!)"]) + r")\w*"), frozenset(accessors)


def is_ours(module: str) -> bool:
    return module.split(".")[0] in {room.split(".")[0] for layer in line() for room in layer}


def looks_up(module: str) -> Iterator[str]:
    """Yield every name of a room above that the module holds in a text, an attribute or a lookup."""
    texts, accessors = above(height(module))
    tree = SOURCES[module]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings(tree):
            yield from texts.findall(node.value)
            yield from {part for part in re.split(r"__|[^\w]", node.value) if "__" in node.value} & accessors
        elif isinstance(node, ast.Attribute) and node.attr in accessors:
            yield f".{node.attr}"
        elif isinstance(node, ast.keyword) and node.arg:
            yield from set(node.arg.split("__")) & accessors if "__" in node.arg else ()


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    return {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def test_every_room_has_its_place_and_sources():
    assert {height(module) for module in SOURCES} >= {height(room) for room in ("reviews", "filing_portal.base")}
    assert len(SOURCES) > 150


@pytest.mark.parametrize("module", SOURCES)
def test_nothing_looks_up_past_the_linter(module):
    found = {(module, name) for name in looks_up(module)}
    assert found - MEANT == set()


def test_a_look_upwards_is_found(monkeypatch):
    upward = "def f(filing):\n    return filing.reviews.filter(service__entry=1), 'registry_entry', 'inspections:list'"
    monkeypatch.setitem(SOURCES, "filings.example", ast.parse(upward))
    assert sorted(looks_up("filings.example")) == [".reviews", "entry", "inspections:list", "registry_entry"]


def test_a_pure_module_knows_neither_database_nor_clock():
    pure = {module: ROOT / f"{module.replace('.', '/')}.py" for module in SOURCES if own_name(module) in PURE}
    assert {own_name(module) for module in pure} == PURE
    for module, path in pure.items():
        imported = [node.module or "" for node in ast.walk(SOURCES[module]) if isinstance(node, ast.ImportFrom)]
        assert [name for name in imported if is_ours(name) and set(name.split(".")) & set(NO_ROOM_OF_LAW)] == [], module
        assert NO_LAW.search(path.read_text()) is None, module


def own_name(module: str) -> str:
    """Return the module's name inside its room: "states" of `filings.states`."""
    return module.removeprefix("filing_portal.").partition(".")[2]


def test_imports_stand_at_the_top_of_the_file():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = {
        (module, inner.lineno)
        for module, tree in SOURCES.items()
        for outer in ast.walk(tree)
        if isinstance(outer, functions)
        for inner in ast.walk(outer)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    }
    assert inside == set()


def test_every_package_of_the_checkout_stands_in_the_line():
    packages = {path.parent.name for path in ROOT.glob("[a-z]*/__init__.py")}
    linted = set(read_configuration()["session_options"]["root_packages"])
    assert packages == linted == {room.split(".")[0] for layer in line() for room in layer}


def test_the_two_lists_of_the_order_of_rooms_agree():
    house = next(each for each in read_configuration()["contracts_options"] if each["name"].startswith("Nothing in"))
    named = [re.findall(r"\w+", layer) for layer in reversed(house["layers"])]
    rooms = [[room.split(".")[1] for room in layer if room.startswith("filing_portal.")] for layer in line()]
    assert named == [layer for layer in rooms if layer]
