"""What the apps of the portal bring, and how the frame collects it: nobody lists it a second time."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType

from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

# A line of the navigation: its label and the name of its URL.
MenuItem = tuple[str | Promise, str]


class App(AppConfig):
    """An app of the portal. What it brings is collected from its folder's modules and from the three menus below."""

    # Lines of the masthead for everybody and for a provider's member, and of the list under a member's name.
    public_menu: tuple[MenuItem, ...] = ()
    member_menu: tuple[MenuItem, ...] = ()
    account_menu: tuple[MenuItem, ...] = ()


def apps() -> list[App]:
    """Return the apps of the portal in the order of INSTALLED_APPS, lowest room first."""
    return [app for app in installed.get_app_configs() if isinstance(app, App)]


def modules(name: str) -> Iterator[ModuleType]:
    """Yield the module of this name in every app that has one, lowest room first; `name` may be dotted."""
    for app in apps():
        if app.module and has_module(app.module, name):
            yield import_module(f"{app.name}.{name}")


def has_module(package: ModuleType, name: str) -> bool:
    """Tell whether the package has the module, without importing it; `name` may be dotted."""
    first, _dot, rest = name.partition(".")
    if not module_has_submodule(package, first):
        return False
    return not rest or has_module(import_module(f"{package.__name__}.{first}"), rest)


def panels(page: str, row: Model) -> list[str]:
    """Return what the rooms above show about the row on the page of this URL name, as HTML, lowest room first.

    A room names the page and what it shows there in the PANELS of its `panels.py`; "" shows nothing.
    """
    shown = [part.PANELS[page](row) for part in modules("panels") if page in part.PANELS]
    return [html for html in shown if html]


def cells(page: str, rows: Sequence[Model]) -> dict[int, str]:
    """Return what a room above shows about the rows of the list of this URL name: HTML by primary key.

    A room names the page in the CELLS of its `panels.py`; all rows are handed over at once, for one question.
    """
    found: dict[int, str] = {}
    for part in modules("panels"):
        if page in getattr(part, "CELLS", {}):
            found |= part.CELLS[page](rows)
    return found
