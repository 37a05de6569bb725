"""Services for the tests, started when the first test asks: a test of pure code starts nothing."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from redis import Redis
from sqlalchemy import Engine
from xdist.scheduler.loadgroup import LoadGroupScheduling

from app.local import migrations, ports
from app.local import redis as local_redis
from app.local.launch import die_with_parent
from backend.kit import cache, clock, db
from backend.kit.config import Settings, settings
from backend.pricing import promotions
from tests import services
from tests.browsing import browser, visit  # noqa: F401 -- pytest finds fixtures here
from tests.cleaning import Cleaner
from tests.served import _served_process, served  # noqa: F401 -- pytest finds fixtures here
from tests.stand_in import _stand_in_process, stand_in  # noqa: F401 -- pytest finds fixtures here

_FOREIGN = (
    "DATABASE_URL",
    "DATABASE_REPLICA_URL",
    "REDIS_URL",
    "REFLEX_REDIS_URL",
    "CELERY_BROKER_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_API_BASE",
    "STRIPE_WEBHOOK_SECRET",
    "SMTP_URL",
    "S3_BUCKET",
    "S3_ENDPOINT_URL",
)
_TEMPLATE = "agora_template"
_FIRST = ["unit", "house"]
_LAST = {"local": 10, "faults": 11, "races": 12, "bench": 13, "journeys": 14}


def pytest_configure() -> None:
    """Give the run a folder and settings of its own; the developer's services are left alone."""
    services.begin_run()
    for name in _FOREIGN:
        os.environ.pop(name, None)
    Settings.model_config["env_file"] = None
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if worker != "main":
        die_with_parent(signal.SIGKILL)
    os.environ["AGORA_ENV"] = "local"
    os.environ["AGORA_DATA_DIR"] = f"{os.environ['AGORA_TEST_RUN']}/data-{worker}"
    os.environ["AGORA_SECRET_KEY"] = "a-key-for-tests-that-opens-nothing-else"
    # A hundred guests with one address and one card are what trust is there to stop; its own tests enforce.
    os.environ["FRAUD_MODE"] = "observe"
    _read_settings_again()


class _ServedTogether(LoadGroupScheduling):
    """One worker runs all tests of the served Agora, known by the names of their modules.

    The mark `xdist_group` would say it, too, but xdist 3.8 writes it where pytest 9.2 no longer reads it.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "served" if "/test_served_" in nodeid else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadGroupScheduling | None:
    """What belongs together runs together; the largest group begins first."""
    return _ServedTogether(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is fast and tells most comes first; what drives whole servers comes last."""

    def turn(item: pytest.Item) -> int:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        return _FIRST.index(folder) if folder in _FIRST else _LAST.get(folder, len(_FIRST))

    for item in items:
        if "served" in getattr(item, "fixturenames", ()) and not item.path.name.startswith("test_served_"):
            raise pytest.UsageError(f"{item.nodeid} uses the served Agora: name its module test_served_*.py")
    items.sort(key=turn)


def pytest_unconfigure() -> None:
    """Leave no process and no file behind."""
    services.end_run()


def _read_settings_again() -> None:
    db.dispose()
    cache.redis.cache_clear()
    settings.cache_clear()


@pytest.fixture(scope="session")
def worker_name() -> str:
    """`gw0`, `gw1` … under xdist, else `main`."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def database_url(worker_name: str) -> Iterator[str]:
    """This worker's own migrated database; `DATABASE_URL` names it."""
    name = f"agora_{worker_name}"
    with services.one_worker_at_a_time():
        admin_url = services.postgres_url("postgres")
        with psycopg.connect(admin_url, autocommit=True) as admin:
            if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
                _build_template(admin)
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    os.environ["DATABASE_URL"] = services.postgres_url(name)
    _read_settings_again()
    yield os.environ["DATABASE_URL"]
    db.dispose()


def _build_template(admin: psycopg.Connection) -> None:
    unfinished = f"{_TEMPLATE}_unfinished"
    admin.execute(f"DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")
    admin.execute(f"CREATE DATABASE {unfinished}")
    os.environ["DATABASE_URL"] = services.postgres_url(unfinished)
    _read_settings_again()
    if (migrations.ROOT / "alembic.ini").exists():
        migrations.upgrade()
    db.dispose()
    admin.execute(f"ALTER DATABASE {unfinished} RENAME TO {_TEMPLATE}")


@pytest.fixture(scope="session")
def _cleaner(database_url: str) -> Iterator[Cleaner]:
    cleaner = Cleaner(database_url)
    yield cleaner
    cleaner.close()


@pytest.fixture
def database(_cleaner: Cleaner) -> Engine:
    """The primary's engine on a database that holds what the migrations put there and nothing else."""
    _cleaner.clean()
    promotions.forget()
    return db.engine()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """This worker's own Redis server (channels are not per database); `REDIS_URL` names it."""
    folder = services.run_folder() / f"redis-{secrets.token_hex(4)}"
    server = local_redis.Redis(
        folder, port=ports.free_port(), password="test", log=folder.with_suffix(".log"), durable=False
    )
    server.start()
    os.environ["REDIS_URL"] = server.url(0)
    os.environ["REFLEX_REDIS_URL"] = server.url(1)
    _read_settings_again()
    yield server.url(0)
    cache.redis.cache_clear()
    server.stop()


@pytest.fixture
def redis_db(redis_url: str) -> Redis:
    """The shared Redis of the kit, empty in every database."""
    client = cache.redis()
    client.flushall()
    return client


class FrozenClock:
    """The clock of the kit, stopped. It moves when told to, and only for this thread of control."""

    def __init__(self, at: datetime):
        self._stack = ExitStack()
        self.now = at
        self.move_to(at)

    def move_to(self, at: datetime) -> None:
        """Stop the clock at `at` (aware)."""
        self._stack.close()
        self._stack.enter_context(clock.frozen(at))
        self.now = at

    def advance(self, **duration: float) -> None:
        """Move on by `timedelta(**duration)`: `advance(minutes=16)`."""
        self.move_to(self.now + timedelta(**duration))

    def release(self) -> None:
        """Let time run again."""
        self._stack.close()


@pytest.fixture
def frozen_clock() -> Iterator[FrozenClock]:
    """Time stands at Thursday 2026-01-15 12:00 UTC."""
    stopped = FrozenClock(datetime(2026, 1, 15, 12, tzinfo=UTC))
    yield stopped
    stopped.release()


@pytest.fixture(scope="session")
def repository_root() -> Path:
    """Where pyproject.toml is."""
    return migrations.ROOT
