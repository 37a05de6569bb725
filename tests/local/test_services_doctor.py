"""The doctor says what is wrong in words, and what to do."""

import os
import socket
import sys
from pathlib import Path

import pytest

from app.local import ports, processes
from app.local.diagnosis import Finding, Verdict, examine
from app.local.run_state import RunningService, RunState


def _examine(data_dir: Path, *, port: int, state: RunState | None = None, **given: str) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine(data_dir, port=port, state=state, given=given)}


def test_a_machine_with_everything_has_no_problem(tmp_path: Path) -> None:
    found = _examine(tmp_path, port=ports.free_port())
    assert [finding for finding in found.values() if finding.verdict is Verdict.PROBLEM] == []
    assert "18." in found["postgresql"].words
    assert found["agora"].verdict is Verdict.NOTE


def test_a_taken_port_is_a_problem_with_its_owner_and_a_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        finding = _examine(tmp_path, port=port)[f"port {port}"]
    assert finding.verdict is Verdict.PROBLEM
    assert f"process {os.getpid()}" in finding.words
    assert finding.remedy == f"Stop it, or start with `agora up --port {port + 1}`."


@pytest.mark.parametrize(
    ("name", "variable", "url"),
    [
        ("postgres", "DATABASE_URL", "postgresql://shop@127.0.0.1:{port}/shop"),
        ("redis", "REDIS_URL", "redis://127.0.0.1:{port}/0"),
        ("mail", "SMTP_URL", "smtp://127.0.0.1:{port}"),
    ],
)
def test_a_named_service_that_does_not_answer_is_a_problem(
    tmp_path: Path, name: str, variable: str, url: str
) -> None:
    finding = _examine(tmp_path, port=ports.free_port(), **{variable: url.format(port=ports.free_port())})[
        name
    ]
    assert finding.verdict is Verdict.PROBLEM
    assert "cannot be reached" in finding.words
    assert variable in finding.remedy


def test_a_named_service_that_answers_is_good(tmp_path: Path, redis_url: str) -> None:
    finding = _examine(tmp_path, port=ports.free_port(), REDIS_URL=redis_url)["redis"]
    assert finding.verdict is Verdict.GOOD
    assert "test" not in finding.words  # its password


def test_a_crashed_service_of_a_run_is_a_problem_and_names_its_log(tmp_path: Path) -> None:
    state = RunState(
        pid=os.getpid(),
        started=processes.started_at(os.getpid()),
        address="http://localhost:1",
        data_dir=str(tmp_path),
        serving=True,
        services=(RunningService("relay", os.getpid(), started=1),),
    )
    finding = _examine(tmp_path, port=ports.free_port(), state=state)["relay"]
    assert finding.verdict is Verdict.PROBLEM
    assert finding.remedy == f"Read {tmp_path}/logs/relay.log."


def test_missing_programs_are_named_with_the_command_that_installs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    found = _examine(tmp_path, port=ports.free_port(), REDIS_URL="redis://127.0.0.1:1")
    assert found["bun"].verdict is Verdict.PROBLEM
    assert found["bun"].remedy == "Run `uv sync`."
