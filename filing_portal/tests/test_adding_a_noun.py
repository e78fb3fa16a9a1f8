"""The recipe of docs/adding-a-noun.md makes a noun that the portal's own tests accept, by its own folder alone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from importlinter.api import read_configuration

ROOT = Path(settings.BASE_DIR)
RECIPE = (ROOT / "docs" / "adding-a-noun.md").read_text()
FILES = dict(re.findall(r"^`([\w/.]+)`\n\n```\w+\n(.*?)^```$", RECIPE, re.M | re.S))
PERMISSIONS = "enquiries/migrations/0002_permissions.py"
PACKAGES = ("enquiries", "enquiries/tests", "enquiries/migrations")
SETTINGS = """
from filing_portal.test_settings import *
INSTALLED_APPS.insert(INSTALLED_APPS.index("filing_portal.feeds"), "enquiries")
ROOT_URLCONF = "with_noun.urls"
TEMPLATES[0]["DIRS"].append({templates!r})
LOCALE_PATHS.append({locale!r})
"""
URLS = """
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from filing_portal.urls import *
urlpatterns += i18n_patterns(path("enquiries/", include("enquiries.urls")), prefix_default_language=False)
"""
# The tests made from what the apps bring, and the noun's own; without the thousand rows of every other page.
NAMES = (
    "enquir every_url every_promise every_noun every_verb every_constraint one_place nothing_of_http no_page_is_left"
)
GENERATED = f"({' or '.join(NAMES.split())}) and not page_costs"
GENERATED_IN = (
    "frame/tests/test_access.py",
    "frame/tests/test_invariants.py",
    "ledger/tests/test_wording.py",
    "tests/test_below_the_views.py",
    "tests/test_budgets.py",
    "tests/test_constraints.py",
    "tests/test_locks.py",
)
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0")
# A run of its own starts its own servers.
OURS = ("DATABASE_URL", "REDIS_URL", "PYTEST_XDIST_WORKER", "DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a folder with the noun as the recipe makes it, beside settings and URLs that know it."""
    folder: Path = tmp_path_factory.mktemp("noun")
    for package in (*PACKAGES, "with_noun"):
        write(folder / package / "__init__.py", "")
    for name, text in FILES.items():
        if name != PERMISSIONS:
            write(folder / name, text)
    write(
        folder / "with_noun" / "settings.py",
        SETTINGS.format(templates=str(folder / "templates"), locale=str(folder / "locale")),
    )
    translate(folder / "locale", {"enquiry": "询问"})
    write(folder / "with_noun" / "urls.py", URLS)
    run(folder, "manage.py", "makemigrations", "enquiries", "--verbosity", "0")
    write(folder / PERMISSIONS, FILES[PERMISSIONS])
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def translate(folder: Path, texts: dict[str, str]) -> None:
    """Make a catalogue of these texts, as `manage.py messages` and a translator would."""
    catalogue = Catalog("zh_Hans")
    for text, translated in texts.items():
        catalogue.add(text, translated)
    path = folder / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def run(folder: Path, *command: str) -> str:
    """Return what the Python command prints in the portal with the noun; it ends well."""
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    env |= {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "with_noun.settings"}
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


def test_the_recipe_shows_each_file_once_and_whole():
    names = re.findall(r"^`([\w/.]+)`$", RECIPE, re.M)
    assert (len(names), names) == (len(FILES), list(FILES))


def test_the_recipe_is_written_as_the_portal_is(folder):
    ruff = ("-m", "ruff", "{}", "--no-cache", "--config", str(ROOT / "pyproject.toml"), str(folder / "enquiries"))
    own = ["--exclude", "0001_initial.py"]  # written by makemigrations
    # Which packages are the portal's own, the order of imports cannot know outside of it.
    checked = run(folder, *(part.format("check") for part in ruff), *own, "--ignore", "I001")
    formatted = run(folder, *(part.format("format") for part in ruff), *own, "--check")
    assert checked == "All checks passed!\n"
    assert re.fullmatch(r"\d+ files already formatted\n", formatted)


def test_the_portals_own_tests_walk_the_noun(folder):
    paths = [str(folder / "enquiries"), *(f"filing_portal/{name}" for name in GENERATED_IN)]
    told = run(folder, *PYTEST, "-k", GENERATED, *paths)
    passed = re.search(r"(\d+) passed", told)
    assert passed
    assert int(passed[1]) > 20


def test_a_rule_that_is_forgotten_is_found(folder):
    with changed(folder / "enquiries" / "urls.py") as urls:
        bare = urls.replace('page("", views.listing, provider(), ', 'path("", views.listing, ')
        write(folder / "enquiries" / "urls.py", f"from django.urls import path\n{bare}")
        with pytest.raises(AssertionError, match="enquiries:list"):
            run(folder, *PYTEST, "filing_portal/frame/tests/test_access.py::test_every_url_has_a_rule")


def test_a_verb_that_is_not_prepared_is_found(folder):
    with changed(folder / "enquiries" / "tests" / "acts.py") as acts:
        write(folder / "enquiries" / "tests" / "acts.py", acts.replace('@act(Enquiry, "close")\n', ""))
        with pytest.raises(AssertionError, match="'close'"):
            run(folder, *PYTEST, "filing_portal/tests/test_locks.py::test_every_verb_is_measured")


@contextmanager
def changed(path: Path) -> Iterator[str]:
    """Yield the text of a file that the test may change; afterwards it is as it was."""
    whole = path.read_text()
    yield whole
    path.write_text(whole)


def test_the_linter_lets_the_noun_stand_in_its_place(folder):
    assert "kept, 0 broken" in lint(folder)


def test_the_linter_finds_a_look_upwards_in_the_noun(folder):
    with changed(folder / "enquiries" / "states.py") as states:
        write(folder / "enquiries" / "states.py", f"from filing_portal.frame import census\n{states}")
        with pytest.raises(AssertionError, match=r"enquiries\.states -> filing_portal\.frame"):
            lint(folder)


def lint(folder: Path) -> str:
    """Return what the linter says of the portal with the noun in the places that the recipe names."""
    options = read_configuration()
    options["session_options"]["root_packages"].append("enquiries")
    for contract in options["contracts_options"]:
        if "reviews | inspections" in contract.get("layers", []):
            contract["layers"].insert(contract["layers"].index("reviews | inspections"), "enquiries")
        for places in ("containers", "source_modules"):
            if "inspections" in contract.get(places, []):
                contract[places].append("enquiries")
    config = ConfigParser()
    config["importlinter"] = as_text(options["session_options"])
    for number, contract in enumerate(options["contracts_options"]):
        config[f"importlinter:contract:{number}"] = as_text(contract)
    with (folder / "linter.ini").open("w") as file:
        config.write(file)
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return run(folder, "-c", script, "--config", str(folder / "linter.ini"), "--no-cache")


def as_text(options: dict) -> dict[str, str]:
    return {name: "\n".join(value) if isinstance(value, list) else str(value) for name, value in options.items()}
