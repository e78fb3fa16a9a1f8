#!/usr/bin/env python3
"""Fetch the front-end files into static/vendor/: run once when a version changes; who runs the portal needs no npm."""

import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"

# package, version, {file in the package: file under static/vendor/}
FONT = "source-sans-3-latin-wght-normal.woff2"
PACKAGES = [
    (
        "bootstrap",
        "5.3.9",
        {"dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css", "LICENSE": "bootstrap/LICENSE"},
    ),
    (
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        {f"files/{FONT}": f"source-sans-3/{FONT}", "LICENSE": "source-sans-3/LICENSE"},
    ),
    ("bootstrap-icons", "1.13.2", {"LICENSE": "icons/LICENSE"}),
]
# Every icon the templates may draw; {% icon "name" %} finds no other.
ICONS = (Path(__file__).parent / "icons.txt").read_text().split()


def pack(package: str, version: str, folder: str) -> tarfile.TarFile:
    """Return the published archive of the package, fetched by npm."""
    command = ["npm", "pack", f"{package}@{version}", "--json", "--silent", "--ignore-scripts"]
    answer = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    archive = Path(folder) / json.loads(answer)[0]["filename"]
    return tarfile.open(fileobj=io.BytesIO(archive.read_bytes()))


def content(archive: tarfile.TarFile, name: str) -> bytes:
    """Return one file of the archive; a style sheet without its pointer to a source map that is not shipped.

    Raises KeyError for a file that is not there, FileNotFoundError for a folder.
    """
    file = archive.extractfile(f"package/{name}")
    if file is None:
        raise FileNotFoundError(name)
    data = file.read()
    if name.endswith(".css"):
        data = re.sub(rb"\n?/\*# sourceMappingURL=.*?\*/\n?", b"\n", data)
    return data


def copy(archive: tarfile.TarFile, source: str, target: str) -> None:
    """Copy a file of the archive to static/vendor/."""
    path = VENDOR / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content(archive, source))


def write_sums() -> None:
    """List every vendored file in SHA256SUMS, for `sha256sum -c SHA256SUMS`."""
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(VENDOR)}\n" for path in files]
    (VENDOR / "SHA256SUMS").write_text("".join(lines))


def main() -> None:
    for package, version, files in PACKAGES:
        with tempfile.TemporaryDirectory() as folder, pack(package, version, folder) as archive:
            if package == "bootstrap-icons":
                files = files | {f"icons/{icon}.svg": f"icons/{icon}.svg" for icon in ICONS}
            for source, target in files.items():
                copy(archive, source, target)
            print(f"{package} {version}: {len(files)} files")
    write_sums()


if __name__ == "__main__":
    main()
