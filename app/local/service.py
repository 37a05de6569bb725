"""What the supervisor asks of everything it runs, and the plain case: one command."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.local import processes
from app.local.failure import StartFailed

_PAUSE_S = 0.05


class Service(Protocol):
    """Something that is launched, waited for, watched and stopped."""

    name: str

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""

    def launch(self) -> None:
        """Start it and return at once."""

    def wait(self) -> None:
        """Return when it is ready. Raises StartFailed when it will not be."""

    def is_healthy(self) -> bool:
        """Whether it does its work."""

    def stop(self) -> None:
        """End it and everything it started."""


def wait_until_healthy(service: Service, title: str, *, patience_s: float, log: Path) -> None:
    """Return when `service` is healthy. Stops it and raises StartFailed when it dies or takes too long."""
    deadline = time.monotonic() + patience_s
    while not service.is_healthy():
        if service.pid is None:
            service.stop()
            raise StartFailed(f"{title} does not start", log=log)
        if time.monotonic() > deadline:
            service.stop()
            raise StartFailed(f"{title} did not answer within {patience_s:.0f} s", log=log)
        time.sleep(_PAUSE_S)


class CommandService:
    """One command as a child; ready when `healthy()` says so (at once when there is nothing to ask)."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str],
        directory: Path,
        log: Path,
        healthy: Callable[[], bool] | None = None,
        patience_s: float = 60,
        grace_s: float = 10,
    ):
        self.name = name
        self._command = command
        self._environment = environment
        self._directory = directory
        self._log = log
        self._healthy = healthy
        self._patience_s = patience_s
        self._grace_s = grace_s
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._child.pid if self._child and self._child.poll() is None else None

    @property
    def exit_code(self) -> int | None:
        """How the command ended; None while it runs or before it did."""
        return self._child.poll() if self._child else None

    def launch(self) -> None:
        """Start the command."""
        self._child = processes.spawn(
            self._command, log=self._log, environment=self._environment, directory=self._directory
        )

    def wait(self) -> None:
        """Return when it is healthy. Raises StartFailed with the end of its log."""
        wait_until_healthy(self, self.name, patience_s=self._patience_s, log=self._log)

    def is_healthy(self) -> bool:
        """Whether it runs and, where there is something to ask, answers."""
        return self.pid is not None and (self._healthy is None or self._healthy())

    def stop(self) -> None:
        """SIGTERM, and SIGKILL for the whole session after the grace period."""
        if self._child is not None:
            processes.stop(self._child, first=signal.SIGTERM, grace_s=self._grace_s)
            self._child = None
