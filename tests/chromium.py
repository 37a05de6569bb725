"""Where the browser for the journeys is. `python -m tests.chromium` prints it, installing one when needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """`AGORA_CHROMIUM`, else one of the machine, else Playwright's own; None when none starts."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    candidates = [os.environ.get("AGORA_CHROMIUM"), *map(shutil.which, _NAMES), own]
    return next((path for path in candidates if path and _starts(path)), None)


def install() -> str | None:
    """Playwright's own, else Debian's package when run as root. Returns where it is now, or None."""
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    if (found := find()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        found = find()
    return found


def _starts(path: str) -> bool:
    # Some packages are only a stub that asks to install something else.
    if not Path(path).exists():
        return False
    return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0


def _run(*command: str) -> None:
    subprocess.run(command, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    where = find() or install()
    if where is None:
        sys.exit("No Chromium could be found or installed. Install the package chromium, then try again.")
    sys.stdout.write(f"{where}\n")
