"""Engines, opened when first used so that a forked or respawned worker gets its own connections."""

import os
from functools import lru_cache
from typing import Any

import orjson
from psycopg.types.json import set_json_loads
from sqlalchemy import Engine, create_engine, event

from backend.kit.config import settings
from backend.kit.model import load_tables
from backend.kit.sql import send_kept_before_others
from backend.kit.wire import Wire

# More than there are different statements on the hot paths; the driver's 100 would push some of them out.
_PREPARED_STATEMENTS = 400


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _engine(url: str) -> Engine:
    chosen = settings()
    load_tables()
    engine = create_engine(
        url,
        pool_size=chosen.database_pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_recycle=1800,
        pool_pre_ping=False,
        pool_use_lifo=True,  # few connections stay busy and keep their prepared statements warm
        json_serializer=_json,
        json_deserializer=orjson.loads,
        connect_args={
            "options": (
                f"-c statement_timeout={chosen.database_statement_timeout_ms}"
                f" -c lock_timeout={chosen.database_lock_timeout_ms}"
                " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
            ),
            "application_name": "agora",
            "connect_timeout": 5,
        },
    )

    @event.listens_for(engine, "do_connect")
    def _on_our_wire(_dialect: object, _record: object, arguments: Any, options: Any) -> Wire:
        return Wire.connect(*arguments, **options)

    send_kept_before_others(engine)

    @event.listens_for(engine, "connect")
    def _remember_process(connection: Any, record: Any) -> None:
        record.info["pid"] = os.getpid()
        connection.prepared_max = _PREPARED_STATEMENTS
        set_json_loads(orjson.loads, connection)

    @event.listens_for(engine, "checkout")
    def _refuse_inherited(_connection: object, record: Any, _proxy: object) -> None:
        if record.info["pid"] != os.getpid():
            raise RuntimeError("a database connection crossed a fork: open engines after forking")

    return engine


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The primary. Raises RuntimeError when `DATABASE_URL` is not set."""
    if not settings().database_url:
        raise RuntimeError(
            "DATABASE_URL is not set: start with `agora up`, or name a Postgres in the environment"
        )
    return _engine(settings().sqlalchemy_url)


@lru_cache(maxsize=1)
def replica_engine() -> Engine:
    """Where reads that may lag go: the replica, or the primary when none is configured."""
    return _engine(settings().sqlalchemy_replica_url) if settings().database_replica_url else engine()


@lru_cache(maxsize=1)
def reading_engine() -> Engine:
    """`replica_engine` where every statement stands alone: a read needs no BEGIN and no ROLLBACK around it.

    A transaction of ours would see no more (READ COMMITTED looks anew for each statement), and each of its
    two ends is a trip to the database.
    """
    return replica_engine().execution_options(isolation_level="AUTOCOMMIT")


def dispose() -> None:
    """Close every connection of this process."""
    reading_engine.cache_clear()
    for cached in (engine, replica_engine):
        if cached.cache_info().currsize:
            cached().dispose()
            cached.cache_clear()
