"""One run on a data folder: its lock, its state file, its guardian, its supervisor."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from app.local import processes
from app.local.environment import Plan, given_environment, plan
from app.local.failure import StartFailed
from app.local.fleet import ROOT, backing_services
from app.local.run_state import RunningService, RunState
from app.local.service import CommandService, Service
from app.local.supervisor import Report, Supervisor
from backend.kit.config import settings

_ROTATE_ABOVE_BYTES = 5 * 1024 * 1024
_KEPT_LOGS = 3


class Run:
    """`with Run(plan, report) as run:` owns the data folder; leaving it stops all that was started.

    Enter it from the main thread. SIGTERM and SIGHUP then mean the same as Ctrl-C.
    """

    def __init__(self, chosen: Plan, report: Report):
        self.plan = chosen
        self._report = report
        self._supervisor = Supervisor(report=report, changed=self._publish)
        self._lock: TextIOWrapper | None = None
        self._guardian: subprocess.Popen[bytes] | None = None
        self._steps: list[CommandService] = []
        self._services: Sequence[Service] = ()
        self._serving = False

    def __enter__(self) -> Run:
        """Take the folder. Raises StartFailed when another command has it."""
        self._take_lock()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        previous = RunState.read(state_file(self.plan.data_dir))
        if previous is not None and (names := previous.end_leftovers()):
            self._report(f"ended what a killed run had left: {', '.join(names)}")
        _rotate(self.plan.logs)
        self._publish(())
        guarded = (str(os.getpid()), str(state_file(self.plan.data_dir)))
        self._guardian = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "app.local.guardian", *guarded],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop steps and services, forget the state, release the folder."""
        for one in self._steps:
            one.stop()
        self._supervisor.stop()
        state_file(self.plan.data_dir).unlink(missing_ok=True)
        if self._guardian is not None:
            self._guardian.kill()
            self._guardian.wait()
        if self._lock is not None:
            self._lock.close()

    def start(self, services: Sequence[Service]) -> None:
        """Launch and wait for all of them. Raises StartFailed."""
        self._supervisor.start(services)

    def finish(self, one: CommandService, progress: Callable[[str], None]) -> None:
        """Run a step to its end, handing its output on line by line. Raises StartFailed when it fails."""
        log = self.plan.log(one.name)
        log.touch()
        self._steps.append(one)
        with log.open(errors="replace") as lines:
            lines.seek(0, os.SEEK_END)
            one.launch()
            self._publish(self._services)
            while one.pid is not None:
                _hand_on(lines, progress)
                time.sleep(0.1)
            _hand_on(lines, progress)
        if one.exit_code != 0:
            raise StartFailed(f"the step “{one.name}” failed", log=log)
        self._steps.remove(one)

    def serve(self) -> None:
        """Say that everything is up, then restart what crashes until Ctrl-C."""
        self._serving = True
        self._publish(self._services)
        self._supervisor.watch()

    def _publish(self, services: Sequence[Service]) -> None:
        self._services = services
        running = [*services, *self._steps]
        RunState(
            pid=os.getpid(),
            started=processes.started_at(os.getpid()),
            address=self.plan.address,
            data_dir=str(self.plan.data_dir),
            serving=self._serving,
            services=tuple(
                RunningService(one.name, one.pid, processes.started_at(one.pid))
                for one in running
                if one.pid is not None
            ),
            environment=self.plan.environment,
        ).write(state_file(self.plan.data_dir))

    def _take_lock(self) -> None:
        lock = (self.plan.data_dir / "run.lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            owner = RunState.read(state_file(self.plan.data_dir))
            who = f"process {owner.pid}" if owner else "another agora command"
            raise StartFailed(
                f"{self.plan.data_dir} is in use by {who}: wait for it or stop it, or pass another --data-dir"
            ) from None
        self._lock = lock


def state_file(data_dir: Path) -> Path:
    """Where the run on `data_dir` describes itself."""
    return data_dir.resolve() / "run.json"


def running(data_dir: Path) -> RunState | None:
    """The run on `data_dir`, when one is going on."""
    state = RunState.read(state_file(data_dir))
    return state if state is not None and state.is_running else None


@contextmanager
def reachable_services(
    data_dir: Path, report: Report, *, more: Collection[str] = ()
) -> Iterator[dict[str, str]]:
    """Database, Redis and `more` for the time of one command: those of a running `agora up`, else our own.

    Their addresses are in the environment of this process meanwhile. Raises StartFailed.
    """
    state = running(data_dir)
    if state is not None:
        _adopt(state.environment)
        yield state.environment
        return
    chosen = plan(data_dir, port=3000, given=given_environment(ROOT))
    _adopt(chosen.environment)
    needed = [one for one in backing_services(chosen) if one.name in {"postgres", "redis", *more}]
    if not needed:
        yield chosen.environment
        return
    with Run(chosen, report) as run:
        run.start(needed)
        yield chosen.environment


def _adopt(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    # Something may have read the settings before it was known where the services are.
    settings.cache_clear()


def _hand_on(lines: TextIOWrapper, progress: Callable[[str], None]) -> None:
    for line in lines:
        if line.strip():
            progress(line.strip())


def _rotate(folder: Path) -> None:
    for log in folder.glob("*.log"):
        if log.stat().st_size > _ROTATE_ABOVE_BYTES:
            for number in range(_KEPT_LOGS - 1, 0, -1):
                older = log.with_suffix(f".log.{number}")
                if older.exists():
                    older.replace(log.with_suffix(f".log.{number + 1}"))
            log.replace(log.with_suffix(".log.1"))
