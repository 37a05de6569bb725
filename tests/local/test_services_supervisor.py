"""Whatever ends a run, no process of it stays; whatever crashes in a run, it comes back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.local import processes
from app.local.failure import StartFailed
from app.local.guardian import guard
from app.local.migrations import ROOT
from app.local.run import running, state_file
from app.local.run_state import RunningService, RunState
from app.local.service import CommandService
from app.local.supervisor import Supervisor


def _until(condition: Callable[[], object], what: str, limit_s: float = 20) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, f"not within {limit_s} s: {what}"
        time.sleep(0.05)


class SupervisedRun:
    """`tests.local.supervised` as a process."""

    def __init__(self, data_dir: Path):
        self.data_dir = data_dir
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.local.supervised", str(data_dir)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _until(lambda: (state := running(data_dir)) and state.serving, "serving")
        # The stubborn one is itself and its child.
        _until(lambda: len(self.members("stubborn")) == 2, "the stubborn dummy has forked")
        self.everybody = [*self.members("obedient"), *self.members("stubborn")]

    def service(self, name: str) -> RunningService:
        state = running(self.data_dir)
        assert state is not None
        return next(service for service in state.services if service.name == name)

    def members(self, name: str) -> list[int]:
        return processes.session_members(self.service(name).pid)

    def alive(self) -> list[int]:
        return [pid for pid in self.everybody if processes.is_running(pid)]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[SupervisedRun]:
    started = SupervisedRun(tmp_path / "data")
    yield started
    if started.process.poll() is None:
        started.process.kill()
    for pid in started.alive():
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_asked_for_end_leaves_no_process_and_no_state(run: SupervisedRun, ending: signal.Signals) -> None:
    run.process.send_signal(ending)
    output, _ = run.process.communicate(timeout=20)
    assert output.decode().splitlines()[-1] == "ended"
    assert run.alive() == []
    assert not state_file(run.data_dir).exists()


def test_a_second_ctrl_c_does_not_wait(run: SupervisedRun) -> None:
    run.process.send_signal(signal.SIGINT)
    time.sleep(0.3)  # it now waits a second for the stubborn one
    run.process.send_signal(signal.SIGINT)
    run.process.wait(10)
    assert run.alive() == []


def test_kill_9_of_the_run_leaves_no_process_not_even_stubborn_grandchildren(run: SupervisedRun) -> None:
    run.process.kill()
    _until(lambda: run.alive() == [], "everybody has ended")
    _until(lambda: not state_file(run.data_dir).exists(), "the guardian has cleaned up")


def test_a_crashed_service_is_started_again(run: SupervisedRun) -> None:
    before = run.service("obedient")
    os.kill(before.pid, signal.SIGKILL)
    _until(lambda: not before.is_running and run.service("obedient").is_running, "a new process")
    assert run.service("obedient").pid != before.pid
    assert run.service("stubborn").is_running


def test_what_a_crashed_master_leaves_is_ended_before_its_successor_starts(run: SupervisedRun) -> None:
    master = run.service("stubborn")
    (orphan,) = [pid for pid in run.members("stubborn") if pid != master.pid]
    os.kill(master.pid, signal.SIGKILL)
    _until(lambda: run.service("stubborn").pid != master.pid, "a new master")
    assert not processes.is_running(orphan)


def test_a_second_run_on_the_same_folder_is_refused(run: SupervisedRun) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "tests.local.supervised", str(run.data_dir)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert second.returncode != 0
    assert f"is in use by process {run.process.pid}" in second.stderr
    assert len(run.alive()) == 3


def test_the_state_file_is_closed_to_others(run: SupervisedRun) -> None:
    assert state_file(run.data_dir).stat().st_mode & 0o077 == 0


def test_restarts_slow_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    service = CommandService(
        "crasher", [sys.executable, "-c", ""], environment={}, directory=tmp_path, log=tmp_path / "log"
    )
    supervisor = Supervisor(report=said.append)
    supervisor.start([service])

    def watch_for(seconds: float) -> None:
        def end(*_: object) -> None:
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        with pytest.raises(KeyboardInterrupt):
            supervisor.watch()
        signal.signal(signal.SIGALRM, before)

    watch_for(5.5)
    supervisor.stop()
    pauses = [line.rpartition("in ")[2] for line in said if "starting it again" in line]
    assert pauses[:3] == ["0.5 s", "1 s", "2 s"]


def test_a_service_that_ends_at_once_is_a_failed_start_with_its_last_words(tmp_path: Path) -> None:
    service = CommandService(
        "broken",
        [sys.executable, "-c", "raise SystemExit('the port is taken')"],
        environment={},
        directory=tmp_path,
        log=tmp_path / "log",
        healthy=lambda: False,
    )
    service.launch()
    with pytest.raises(StartFailed, match="the port is taken"):
        service.wait()


def test_the_guardian_leaves_a_stranger_with_a_reused_id_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as stranger:
        gone = subprocess.Popen(["true"])
        gone.wait()
        state = RunState(
            pid=gone.pid,
            started=1,
            address="",
            data_dir=str(tmp_path),
            services=(RunningService("old", stranger.pid, started=1),),
        )
        state.write(tmp_path / "run.json")
        guard(gone.pid, tmp_path / "run.json", grace_s=0.1)
        assert stranger.poll() is None
        stranger.kill()
