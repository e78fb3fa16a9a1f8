"""The product's own Python files, for tests that read them: those of every app of the portal, and of no test."""

from pathlib import Path

from django.conf import settings

from filing_portal.base import parts


def sources() -> dict[str, Path]:
    """Return the files of the portal and of its apps by their paths from the folder that their packages lie in."""
    found = under(settings.BASE_DIR / "filing_portal", settings.BASE_DIR)
    for app in parts.apps():
        folder = Path(app.path)
        found |= under(folder, folder.parents[app.name.count(".")])
    return found


def under(folder: Path, root: Path) -> dict[str, Path]:
    files = {path.relative_to(root): path for path in folder.rglob("*.py")}
    return {name.as_posix(): path for name, path in files.items() if "tests" not in name.parts}
