"""`run.json`: what a running `agora up` tells other commands about itself. Closed to other users."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.local import processes


@dataclass(frozen=True)
class RunningService:
    """One service of the run; `started` (clock ticks since boot) tells a reused process id apart."""

    name: str
    pid: int
    started: int | None

    @property
    def is_running(self) -> bool:
        """Whether it is still that process."""
        return processes.is_running(self.pid, self.started)

    @property
    def members(self) -> list[int]:
        """The process and what it started."""
        return processes.session_members(self.pid)

    @property
    def left_over(self) -> bool:
        """Whether the process or anything of the session that it led is still there."""
        if processes.is_running(self.pid) and not self.is_running:
            return False  # the id now belongs to somebody else, so nothing of that session is left
        return bool(self.members)


@dataclass(frozen=True)
class RunState:
    """The run's process, address, services and the environment that reaches them."""

    pid: int
    started: int | None
    address: str
    data_dir: str
    serving: bool = False
    services: tuple[RunningService, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> RunState | None:
        """What the file says; None when there is none or it is not whole."""
        try:
            found = json.loads(path.read_text())
            services = tuple(RunningService(**service) for service in found.pop("services"))
            return cls(services=services, **found)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, path: Path) -> None:
        """Replace the file at once; mode 600, for it holds passwords."""
        beside = path.with_suffix(".part")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=2)
        beside.replace(path)

    @property
    def is_running(self) -> bool:
        """Whether the `agora up` that wrote it still runs."""
        return processes.is_running(self.pid, self.started)

    def end_leftovers(self) -> list[str]:
        """Kill what a killed run left. Returns the names of the services that were still there."""
        names = [service.name for service in self.services if service.left_over]
        for service in self.services:
            if service.left_over:
                processes.kill_session(service.pid)
        return names
