"""One really served Agora for a pytest run: `agora up` in a process of its own, on a small demo world.

Started when the first test asks for `served`, stopped after the last. Tests that use it stand in modules
named `test_served_*.py`, so that `--dist loadgroup` lets one worker run them all; otherwise each worker that
meets one serves an Agora of its own, on the same built front end. Its database is on the run's PostgreSQL;
Redis, Stripe stand-in, mail sink, two web workers, job worker with clock and relay are those of `agora up`.

While writing tests, `AGORA_SERVED=DATA_DIR` attaches to an `agora up` that runs already (its `secrets.json`
must hold the two secrets below) instead of starting one.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_connection
from typing import Any, TypeVar

import httpx
import psycopg
import pytest
from redis import Redis

from app.local import ports, processes
from app.local.mail.store import Mail, MailStore
from app.local.migrations import ROOT
from app.local.run import state_file
from app.local.run_state import RunningService, RunState
from backend.kit import cache, db
from backend.kit.config import redis_database, settings
from backend.payments.providers import card_gateway
from tests import services
from tests.stand_in import SECRET_KEY, WEBHOOK_SECRET, StandIn

WEB_WORKERS = 2
_SECRETS = {
    "stripe_key": SECRET_KEY.removeprefix("sk_test_"),
    "webhook_secret": WEBHOOK_SECRET.removeprefix("whsec_"),
}
# A first build fetches the front end's packages; on two busy cores a world takes a while.
_START_LIMIT_S = 480
_STOP_LIMIT_S = 45
_GROWN_UP_S = 6
# What a developer's `.env` says must not reach a test; an empty value counts as not set.
_NOT_OURS = (
    *("DATABASE_REPLICA_URL", "REDIS_URL", "REFLEX_REDIS_URL", "CELERY_BROKER_URL", "MEILISEARCH_URL"),
    *("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE"),
    *("STRIPE_JS_URL", "SMTP_URL", "S3_BUCKET", "S3_ENDPOINT_URL", "AGORA_PUBLIC_URL"),
)
T = TypeVar("T")


def eventually(check: Callable[[], T], what: str = "it", *, within_s: float = 20) -> T:
    """The first truthy answer of `check`; fails the test, naming `what`, when there is none in time."""
    deadline = time.monotonic() + within_s
    while not (answer := check()):
        if time.monotonic() > deadline:
            pytest.fail(f"{what} did not happen within {within_s:g} s")
        time.sleep(0.03)
    return answer


class Served:
    """A running Agora, seen from outside: its address, its database, its mail, its processes."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        state = self.state
        self.address = state.address
        self.port = int(state.address.rpartition(":")[2])
        self.environment = state.environment
        self.stand_in = StandIn(self.environment["STRIPE_API_BASE"])
        self.api = f"{self.address}/api/v1"
        self._mail = MailStore(data_dir / "mail")
        self._connection = psycopg.connect(self.environment["DATABASE_URL"], autocommit=True)

    @property
    def state(self) -> RunState:
        """What `agora up` says about itself now."""
        state = RunState.read(state_file(self.data_dir))
        assert state is not None, f"no Agora runs on {self.data_dir}"
        return state

    def service(self, name: str) -> RunningService:
        """`web`, `worker`, `relay`, `redis`, `stripe`, `mail` as it runs now."""
        return next(one for one in self.state.services if one.name == name)

    def web_workers(self) -> list[int]:
        """The processes that serve, without the one that looks after them."""
        leader = self.service("web").pid
        return [pid for pid in processes.session_members(leader) if _parent_of(pid) == leader]

    def worker_of(self, client_port: int) -> int:
        """The web worker at the other end of a connection from this local port."""
        inode = _inode_between(self.port, client_port)
        return next(pid for pid in self.web_workers() if f"socket:[{inode}]" in _descriptors(pid))

    def kill_workers(self, *pids: int) -> None:
        """kill -9 web workers and wait until all serve again."""
        for pid in pids:
            self.let_grow_up(pid)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        self.wait_for_workers(without=set(pids))

    def let_grow_up(self, pid: int) -> None:
        """Until a web worker may be killed: granian takes one that dies young for one that always will."""
        eventually(lambda: _age_s(pid) > _GROWN_UP_S, "a worker's growing up")

    def wait_for_workers(self, *, without: Collection[int] = ()) -> None:
        """Until every web worker accepts connections."""
        seen: set[int] = set()

        def all_serve() -> bool:
            workers = set(self.web_workers())
            seen.intersection_update(workers)
            with suppress(OSError, StopIteration), create_connection(("127.0.0.1", self.port), 5) as probe:
                seen.add(self.worker_of(probe.getsockname()[1]))
            return len(workers) == WEB_WORKERS and workers.isdisjoint(without) and seen == workers

        eventually(all_serve, "serving by all workers", within_s=90)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database answers."""
        return self._connection.execute(sql, values).fetchall()  # type: ignore[arg-type]  # texts of tests

    def scalar(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, None when there is no row."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def written(self) -> dict[str, int]:
        """Rows of every table that requests write: the same before and after something refused."""
        union = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in _WRITTEN)
        return dict(self.rows(union))

    def settle(self) -> None:
        """Wait until every event is published and its jobs are taken off the queue."""
        queue = Redis.from_url(redis_database(self.environment["REDIS_URL"], 2))

        def is_idle() -> bool:
            unpublished = self.scalar("SELECT count(*) FROM outbox_event WHERE published_at IS NULL")
            return unpublished == 0 and queue.llen("agora") == 0 and queue.hlen("unacked") == 0

        with queue:
            eventually(is_idle, "an empty queue")

    def mails(self, to: str, *, subject: str = "") -> list[Mail]:
        """What the sink got for this address, newest first, where the subject contains `subject`."""
        return [mail for mail in self._mail.newest(to=to, limit=500) if subject in mail.subject]

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Verbs called in this process work on the served Agora's database, Redis and stand-in."""
        before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        _forget()
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
            _forget()

    def is_answering(self) -> bool:
        """Whether the web server, the database and Redis answer."""
        try:
            return httpx.get(f"{self.api}/health", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


# Not those that the clock writes by itself, as when a parcel moves.
_WRITTEN = (
    *("person", "role_grant", "address", "seller", "category", "product", "variant", "offer", "media"),
    *("stock_item", "stock_balance", "stock_movement", "reservation", "cart", "cart_line", "checkout"),
    *("purchase", "customer_order", "order_item", "payment", "payment_transaction", "webhook_event"),
    *("ledger_journal", "ledger_entry", "pick_task", "pick_line", "scan", "import_run", "feed_item"),
    "review",
)


@pytest.fixture(scope="session")
def _served_process(worker_name: str) -> Iterator[Served]:
    if attached := os.environ.get("AGORA_SERVED"):
        served = Served(Path(attached))
        yield served
        served.close()
        return
    name = f"served_{worker_name}"
    data_dir = services.run_folder() / name
    data_dir.mkdir(mode=0o700)
    (data_dir / "secrets.json").write_text(json.dumps(_SECRETS))
    with services.one_worker_at_a_time():
        admin_url = services.postgres_url("postgres")
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE agora_{name}")
        database_url = services.postgres_url(f"agora_{name}")
    log = data_dir / "up.log"
    up = processes.spawn(
        [
            *(sys.executable, "-m", "app.cli", "up", "--port", str(ports.free_port())),
            *("--workers", str(WEB_WORKERS), "--size", "small", "--data-dir", str(data_dir)),
        ],
        log=log,
        environment=os.environ | dict.fromkeys(_NOT_OURS, "") | {"DATABASE_URL": database_url},
        directory=ROOT,
    )
    started: list[int] = []
    try:
        _wait_until_serving(up, data_dir, log)
        served = Served(data_dir)
        # This PostgreSQL runs without autovacuum: tell the planner what the world looks like.
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute("ANALYZE")
        yield served
        served.close()
        started = [one.pid for one in served.state.services]
    finally:
        _stop(up, log)
    assert [pid for pid in started if processes.session_members(pid)] == [], "agora up left processes behind"


def _wait_until_serving(up: subprocess.Popen[bytes], data_dir: Path, log: Path) -> None:
    deadline = time.monotonic() + _START_LIMIT_S
    while time.monotonic() < deadline and up.poll() is None:
        state = RunState.read(state_file(data_dir))
        if state is not None and state.serving:
            return
        select.select([], [], [], 0.1)
    said = log.read_text(errors="replace")[-6000:]
    _stop(up, log)
    raise RuntimeError(f"agora up does not serve:\n{said}")


def _stop(up: subprocess.Popen[bytes], log: Path) -> None:
    if up.poll() is None:
        up.send_signal(signal.SIGINT)
        try:
            up.wait(_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            processes.stop(up, first=signal.SIGKILL)
            raise RuntimeError(f"agora up did not stop:\n{log.read_text()[-3000:]}") from None


@pytest.fixture
def served(_served_process: Served) -> Iterator[Served]:
    """The served Agora, whole and with a healthy Stripe before and after the test."""
    _served_process.stand_in.behave()
    yield _served_process
    _served_process.stand_in.behave()
    eventually(_served_process.is_answering, "being whole again", within_s=60)


def _forget() -> None:
    db.dispose()
    cache.redis.cache_clear()
    settings.cache_clear()
    card_gateway.cache_clear()


def _age_s(pid: int) -> float:
    up_s = float(Path("/proc/uptime").read_text().split()[0])
    return up_s - (processes.started_at(pid) or 0) / os.sysconf("SC_CLK_TCK")


def _parent_of(pid: int) -> int | None:
    with suppress(FileNotFoundError, ProcessLookupError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return None  # it has ended since it was listed


def _descriptors(pid: int) -> set[str]:
    links = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.add(os.readlink(one))
        except FileNotFoundError:
            continue
    return links


def _inode_between(local_port: int, remote_port: int) -> int:
    """The socket here on `local_port` whose other end is `remote_port`, from the kernel's table."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        ends = [int(end.rpartition(":")[2], 16) for end in fields[1:3]]
        if ends == [local_port, remote_port]:
            return int(fields[9])
    raise LookupError(f"no connection from port {remote_port} to port {local_port}")
