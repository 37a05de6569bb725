"""The embedded engines keep what was committed, also when they are killed."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from app.local import ports, processes
from app.local.failure import StartFailed
from app.local.postgres import Postgres
from app.local.redis import Redis


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Postgres]:
    # With fsync: this is the server that people run, a killed one must come back whole.
    server = Postgres(tmp_path / "pg", port=ports.free_port(), password="p/w d", log=tmp_path / "pg.log")
    yield server
    server.stop()


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[Redis]:
    server = Redis(tmp_path / "redis", port=ports.free_port(), password="pw", log=tmp_path / "redis.log")
    yield server
    server.stop()


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while processes.is_running(pid):
        assert time.monotonic() < deadline, f"{pid} still runs"
        time.sleep(0.02)


def test_postgres_starts_stops_and_comes_back_after_a_kill_with_what_was_committed(
    postgres: Postgres,
) -> None:
    postgres.start()
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (41)")
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
        assert connection.execute("SHOW server_version_num").fetchone() >= ("180000",)  # type: ignore[operator]  # SHOW always answers

    killed = postgres.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    _wait_until_gone(killed)
    assert (postgres.folder / "postmaster.pid").exists()

    postgres.start()
    with psycopg.connect(postgres.url()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(41,)]
    running = postgres.pid
    assert running is not None
    postgres.stop()
    assert not processes.is_running(running)
    assert processes.session_members(running) == []
    assert not (postgres.folder / "postmaster.pid").exists()


def test_postgres_asks_for_the_password_on_both_doors(postgres: Postgres) -> None:
    postgres.start()
    for url in (postgres.url(), f"postgresql://agora:p%2Fw%20d@127.0.0.1:{postgres.port}/agora"):
        psycopg.connect(url).close()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url.replace("p%2Fw%20d", "wrong"))


def test_postgres_replaces_a_server_that_a_killed_run_left_on_its_folder(
    postgres: Postgres, tmp_path: Path
) -> None:
    postgres.start()
    left_over = postgres.pid
    assert left_over is not None
    successor = Postgres(postgres.folder, port=ports.free_port(), password="p/w d", log=tmp_path / "pg.log")
    successor.start()
    try:
        assert not processes.is_running(left_over)
        assert successor.is_healthy()
    finally:
        successor.stop()


def test_postgres_ignores_a_pid_file_whose_number_belongs_to_somebody_else(postgres: Postgres) -> None:
    postgres.start()
    postgres.stop()
    (postgres.folder / "postmaster.pid").write_text(f"{os.getppid()}\n{postgres.folder}\n")
    postgres.start()
    assert postgres.is_healthy()
    assert processes.is_running(os.getppid())


def test_postgres_says_why_it_does_not_start(postgres: Postgres) -> None:
    postgres.start()
    postgres.stop()
    (postgres.folder / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(StartFailed, match="no_such_setting"):
        postgres.start()
    assert postgres.pid is None


def test_redis_comes_back_after_a_kill_with_its_keys(redis_server: Redis) -> None:
    redis_server.start()
    with redis.Redis.from_url(redis_server.url()) as client:
        client.set("cart", "3 lines")
    time.sleep(1.2)  # the append-only file is written through every second
    killed = redis_server.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    _wait_until_gone(killed)

    redis_server.start()
    with redis.Redis.from_url(redis_server.url()) as client:
        assert client.get("cart") == b"3 lines"
    running = redis_server.pid
    assert running is not None
    redis_server.stop()
    assert not processes.is_running(running)


def test_redis_refuses_strangers(redis_server: Redis) -> None:
    redis_server.start()
    with redis.Redis(port=redis_server.port) as client, pytest.raises(redis.AuthenticationError):
        client.ping()
