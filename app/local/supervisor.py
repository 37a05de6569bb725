"""Keeps a set of services running together: up in order, restarted when they crash, down in reverse."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from app.local import processes
from app.local.failure import StartFailed
from app.local.service import Service

_LOOK_EVERY_S = 0.25
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_STEADY_AFTER_S = 60.0

Report = Callable[[str], None]


@dataclass
class _Watched:
    service: Service
    launched_at: float
    crashes: int = 0
    retry_at: float | None = None


class Supervisor:
    """Owns the services it was given. Call everything from one thread that lives as long as they should.

    `changed` is called after every launch, so that others can learn the new process ids.
    """

    def __init__(self, *, report: Report, changed: Callable[[Sequence[Service]], None] = lambda _: None):
        self._report = report
        self._changed = changed
        self._watched: list[_Watched] = []
        self._forced = False

    def start(self, services: Sequence[Service]) -> None:
        """Launch all, then wait for each. Raises StartFailed; what was started is stopped by `stop`."""
        for service in services:
            self._watched.append(_Watched(service, time.monotonic()))
            service.launch()
        self._tell()
        for service in services:
            service.wait()

    def watch(self) -> None:
        """Restart what crashes, with growing pauses, until KeyboardInterrupt ends it."""
        while True:
            for watched in self._watched:
                self._look_after(watched)
            time.sleep(_LOOK_EVERY_S)

    def stop(self) -> None:
        """Stop everything in reverse order. A second Ctrl-C or SIGTERM meanwhile kills at once."""
        before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
        for one in before:
            signal.signal(one, self._force)
        try:
            while self._watched:
                watched = self._watched[-1]
                if self._forced and watched.service.pid is not None:
                    processes.kill_session(watched.service.pid)
                watched.service.stop()
                self._watched.pop()
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _force(self, _number: int, _frame: FrameType | None) -> None:
        self._forced = True
        for watched in self._watched:
            if watched.service.pid is not None:
                processes.kill_session(watched.service.pid)

    def _look_after(self, watched: _Watched) -> None:
        now = time.monotonic()
        service = watched.service
        if watched.retry_at is not None:
            if now >= watched.retry_at:
                watched.retry_at = None
                self._restart(watched)
            return
        if service.pid is not None:
            if watched.crashes and now - watched.launched_at > _STEADY_AFTER_S:
                watched.crashes = 0
            return
        self._plan_restart(watched, f"{service.name} stopped by itself")

    def _restart(self, watched: _Watched) -> None:
        watched.service.stop()  # what its master left behind
        watched.launched_at = time.monotonic()
        try:
            watched.service.launch()
            self._tell()
            watched.service.wait()
        except StartFailed as failure:
            self._plan_restart(watched, failure.message)
        else:
            self._report(f"{watched.service.name} runs again")

    def _plan_restart(self, watched: _Watched, what: str) -> None:
        pause = min(_FIRST_PAUSE_S * 2**watched.crashes, _LONGEST_PAUSE_S)
        watched.crashes += 1
        watched.retry_at = time.monotonic() + pause
        self._report(f"{what}; starting it again in {pause:g} s")

    def _tell(self) -> None:
        self._changed([watched.service for watched in self._watched])
