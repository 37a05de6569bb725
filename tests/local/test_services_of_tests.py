"""What every other test rests on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import Engine, text

from app.local import processes
from backend.kit import clock
from backend.kit.config import settings
from tests.conftest import FrozenClock


def test_the_database_is_this_workers_own_and_answers(database: Engine, worker_name: str) -> None:
    with database.connect() as connection:
        assert connection.execute(text("SELECT current_database()")).scalar_one() == f"agora_{worker_name}"


def test_redis_is_empty_and_keeps_what_reflex_listens_to(redis_db: Redis) -> None:
    assert redis_db.dbsize() == 0
    flags = redis_db.config_get("notify-keyspace-events")["notify-keyspace-events"]
    assert set(flags) == set("K$sgxe")


def test_redis_of_one_test_does_not_reach_the_next(redis_db: Redis) -> None:
    assert redis_db.keys("*") == []
    redis_db.set("left-over", 1)


def test_redis_of_the_test_before_is_gone(redis_db: Redis) -> None:
    assert redis_db.get("left-over") is None


def test_the_clock_stands_and_moves_when_told(frozen_clock: FrozenClock) -> None:
    before = clock.now()
    frozen_clock.advance(minutes=16)
    assert clock.now() - before == timedelta(minutes=16)


def test_settings_of_the_developers_shell_do_not_leak_in() -> None:
    assert settings().stripe_secret_key.get_secret_value() == ""
    assert settings().agora_data_dir.name.startswith("data-")


_SCRATCH = """
import os, pathlib, time

def test_pure():
    assert not (pathlib.Path(os.environ["AGORA_TEST_RUN"]) / "keeper.json").exists()

def test_with_database(database):
    pathlib.Path({told!r}).write_text(os.environ["AGORA_TEST_RUN"])
    time.sleep({seconds})
"""


@pytest.mark.parametrize("killed", [False, True])
def test_a_run_starts_nothing_unasked_and_leaves_nothing_behind(tmp_path: Path, killed: bool) -> None:
    told = tmp_path / "told"
    # Inside tests/, so that the run has this conftest; named so that no other run collects it.
    scratch = Path(__file__).with_name(f"scratch_{os.getpid()}.py")
    scratch.write_text(_SCRATCH.format(told=str(told), seconds=60 if killed else 0))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AGORA_TEST_")}
    environment.pop("PYTEST_XDIST_WORKER", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "1", str(scratch)]
    try:
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, start_new_session=True
        ) as run:
            _until(lambda: told.exists() or run.poll() is not None)
            folder = Path(told.read_text())
            keeper = json.loads((folder / "keeper.json").read_text())["pid"] if killed else None
            if killed:
                run.kill()
            assert run.wait(60) == (-signal.SIGKILL if killed else 0), run.stdout and run.stdout.read()
        _until(lambda: not folder.exists())
        _until(lambda: keeper is None or not processes.is_running(keeper))
    finally:
        scratch.unlink()


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
