"""Build the browser's half of Agora and say how to serve it.

Everything needed comes from the Python environment: Bun and Node are wheels, packages are locked in
`reflex.lock/`. The build runs only when one of its sources changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / ".web"
CLIENT = WEB / "build" / "client"

_RECORD = WEB / "agora-build.json"
_LOCK = ROOT / ".agora" / "frontend.lock"
_SOURCE_DIRS = ("pages", "components", "state", "assets", "reflex.lock", "app/storefront_html/templates")
_SOURCE_FILES = ("app/app.py", "app/routes.py", "app/frontend_plugins.py", "rxconfig.py", "uv.lock")
_SOURCE_SUFFIXES = {".py", ".jsx", ".js", ".css", ".html", ".svg", ".json", ".lock"} | {
    ".webmanifest",
    ".png",
    ".woff2",
}
# Without these the server cannot answer a static page, a dynamic page or a typed 404.
_NEEDED = (CLIENT / "index.html", CLIENT / "__spa-fallback.html", WEB / "routes.json")

_COLOUR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")

Progress = Callable[[str], None]


class BuildFailed(RuntimeError):
    """The front end did not compile; the message ends with the compiler's last lines."""


def sources() -> Iterator[Path]:
    """Every file whose change makes the built front end stale, in a stable order."""
    for folder in _SOURCE_DIRS:
        for path in sorted((ROOT / folder).rglob("*")):
            # assets/external holds links that Reflex makes to JSX files counted where they live.
            generated = "__pycache__" in path.parts or "external" in path.relative_to(ROOT).parts[:2]
            if path.is_file() and path.suffix in _SOURCE_SUFFIXES and not generated:
                yield path
    yield from sorted((ROOT / "backend").glob("*/schemas.py"))
    yield from (path for name in _SOURCE_FILES if (path := ROOT / name).is_file())


def fingerprint() -> str:
    """SHA-256 over names and contents of `sources()`."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the front end on disk was built from the sources as they are now."""
    try:
        built = json.loads(_RECORD.read_text())["fingerprint"]
    except (OSError, ValueError, KeyError):
        return False
    return built == fingerprint() and all(path.exists() for path in _NEEDED)


def toolchain_env() -> dict[str, str]:
    """The environment of a build: Bun and Node of this Python environment first, no calls home."""
    tools = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": tools + os.pathsep + os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "REFLEX_USE_SYSTEM_BUN": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "NO_COLOR": "1",
        "COLUMNS": "1000",
    }


def build(progress: Progress, *, force: bool = False) -> None:
    """Compile pages to `.web/build/client` if their sources changed; a second caller waits for the first.

    Raises `BuildFailed` when it does not compile; then the next call tries again.
    """
    with _one_at_a_time(progress):
        if is_current() and not force:
            progress("Front end is up to date.")
            return
        _settle_packages()
        before = fingerprint()
        _RECORD.unlink(missing_ok=True)
        progress("Building the front end (a minute the first time, while its packages are fetched) …")
        try:
            _export(progress)
        finally:
            _settle_packages()
        # Sources edited while the compiler ran make this record stale, so the next start rebuilds.
        _RECORD.write_text(json.dumps({"fingerprint": before}))
        progress("Front end built.")


def serve_command(port: int, workers: int, host: str = "127.0.0.1") -> tuple[list[str], dict[str, str]]:
    """The command and environment that serve pages, REST and sockets on one port; run it in `ROOT`.

    Dead workers are replaced. More than one needs `REFLEX_REDIS_URL`: tabs may reconnect to another.
    """
    command = [
        str(Path(sys.executable).parent / "granian"),
        *("--interface", "asgi", "--factory", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--respawn-failed-workers", "--no-access-log", "app.server:create"),
    ]
    env = {
        "AGORA_PUBLIC_URL": f"http://localhost:{port}",
        **toolchain_env(),
        "REFLEX_ENV_MODE": "prod",
        # Internal names of Reflex 0.10.1: serve what was built, on this port. Pinned, and smoke-tested.
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    return command, env


def _export(progress: Progress) -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--env", "prod"]
    tail: deque[str] = deque(maxlen=40)
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and arguments
        command, cwd=ROOT, env=toolchain_env(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            text = _COLOUR.sub("", line).strip()
            # Of a JavaScript stack only the message helps.
            if text and not text.startswith(("at ", "(file://")):
                tail.append(text[:300])
                if "building" in text or "Installing" in text:
                    progress(text)
    if run.returncode != 0:
        raise BuildFailed("The front end did not compile. The compiler's last words:\n" + "\n".join(tail))
    if missing := [path.name for path in _NEEDED if not path.exists()]:
        raise BuildFailed(f"The front end compiled but left no {', '.join(missing)}.\n" + "\n".join(tail))


def settled(packages: str) -> str:
    """The form in which `package.json` is committed; Reflex writes it now on one line, now on many."""
    return json.dumps(json.loads(packages), indent=2) + "\n"


def _settle_packages() -> None:
    path = ROOT / "reflex.lock" / "package.json"
    path.write_text(settled(path.read_text()))


@contextmanager
def _one_at_a_time(progress: Progress) -> Iterator[None]:
    _LOCK.parent.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress("Another build is running; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
