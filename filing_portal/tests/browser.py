"""The browser and the Chinese font of the tests in `e2e/`: found on the machine, or installed where that is possible.

Run as `python -m filing_portal.tests.browser`; ends with a sentence when something is missing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library")
FONT_NAMES = ("*CJK*", "*NotoSansSC*", "*wqy-*", "*SourceHan*", "*PingFang*", "*uming*", "*DroidSansFallback*")
PACKAGES = ["chromium", "fonts-noto-cjk"]
NO_BROWSER = (
    "The browser tests need Chromium or Google Chrome. Install one (Debian: apt-get install chromium), "
    "or set CHROMIUM to its path."
)
NO_FONT = "The browser tests need a font with Chinese characters. Install one (Debian: apt-get install fonts-noto-cjk)."


def find_browser() -> Path | None:
    """Return the browser at CHROMIUM, else the first one on the PATH, else None."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if shutil.which(named) else None
    found = filter(None, map(shutil.which, BROWSERS))
    return next(map(Path, found), None)


def find_font() -> Path | None:
    """Return a font with Chinese characters, or None."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    found = (path for folder in folders for name in FONT_NAMES for path in folder.rglob(name) if path.is_file())
    return next(found, None)


def missing() -> list[str]:
    """Return a sentence for each thing the browser tests lack."""
    return [sentence for found, sentence in ((find_browser(), NO_BROWSER), (find_font(), NO_FONT)) if not found]


def install() -> None:
    """Install browser and font, where this is Debian, we are root, and no other browser was asked for."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or os.environ.get("CHROMIUM"):
        return
    print("Installing Chromium and a Chinese font for the browser tests …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "--quiet=2", *arguments], env=environment, check=False)


def main() -> str | None:
    """Return None when the browser tests can run, else what to install."""
    if missing():
        install()
    return "\n".join(missing()) or None


if __name__ == "__main__":
    sys.exit(main())
