"""What `agora doctor` finds out: facts in plain words, each with what to do when it is wrong."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import redis as redis_client
from sqlalchemy.exc import OperationalError

from app import frontend
from app.local import migrations, ports, postgres, redis
from app.local.environment import PREFERRED_PORTS, REPLACED_BY
from app.local.failure import StartFailed
from app.local.run_state import RunState
from backend.kit import db
from backend.kit.config import settings

_LEAST_DISK_BYTES = 1024**3
_DEFAULT_PORTS = {"postgres": 5432, "redis": 6379, "mail": 25}


class Verdict(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    NOTE = "note"  # worth knowing, `agora up` takes care of it
    PROBLEM = "problem"  # something needed is missing


@dataclass(frozen=True)
class Finding:
    """One fact; `remedy` says what to do about a problem."""

    subject: str
    verdict: Verdict
    words: str
    remedy: str = ""


def examine(
    data_dir: Path, *, port: int, state: RunState | None, given: Mapping[str, str]
) -> Iterator[Finding]:
    """Look at all that `agora up` needs. `state` is the run that is going on, `given` the environment."""
    yield from _programs(given)
    yield _disk(data_dir)
    yield _web_port(port, state)
    if state is None:
        yield Finding("agora", Verdict.NOTE, f"is not running on {data_dir}; `agora up` starts it")
        for name, variable in REPLACED_BY.items():
            yield _external(name, given[variable]) if variable in given else _resting(name)
    else:
        yield from _running(state)
    yield _migrations(reachable=state is not None or "DATABASE_URL" in given)
    yield _front_end()


def _programs(given: Mapping[str, str]) -> Iterator[Finding]:
    yield Finding("python", Verdict.GOOD, f"{platform.python_version()} at {sys.executable}")
    if "DATABASE_URL" not in given:
        yield _program("postgresql", lambda: postgres.binaries() / "postgres")
    if "REDIS_URL" not in given:
        yield _program("redis-server", redis.program)
    tools = frontend.toolchain_env()["PATH"]
    for name in ("bun", "node"):
        found = shutil.which(name, path=tools)
        if found is None:
            yield Finding(name, Verdict.PROBLEM, "is not installed", "Run `uv sync`.")
        else:
            yield Finding(name, Verdict.GOOD, f"{_version(Path(found))} at {found}")


def _program(name: str, locate: Callable[[], Path]) -> Finding:
    try:
        path = locate()
    except StartFailed as failure:
        return Finding(name, Verdict.PROBLEM, "is not installed", failure.message)
    return Finding(name, Verdict.GOOD, f"{_version(path)} at {path}")


def _version(program: Path) -> str:
    answer = subprocess.run(  # noqa: S603 - a program that we run anyway
        [program, "--version"], capture_output=True, text=True, timeout=20, check=False
    )
    return next(iter(answer.stdout.splitlines()), "of unknown version")[:60]


def _disk(data_dir: Path) -> Finding:
    folder = next(path for path in (data_dir.resolve(), *data_dir.resolve().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    words = f"{free / 1024**3:.1f} GB free for {data_dir.resolve()}"
    if not os.access(folder, os.W_OK):
        return Finding("disk", Verdict.PROBLEM, f"{folder} cannot be written", "Choose another --data-dir.")
    if free < _LEAST_DISK_BYTES:
        return Finding("disk", Verdict.PROBLEM, words, "Make room: at least 1 GB is needed.")
    return Finding("disk", Verdict.GOOD, words)


def _web_port(port: int, state: RunState | None) -> Finding:
    owner = ports.owner(port)
    if owner is None:
        return Finding(f"port {port}", Verdict.GOOD, "is free")
    if state is not None and any(owner.pid in service.members for service in state.services):
        return Finding(f"port {port}", Verdict.GOOD, "is served by this Agora")
    return Finding(
        f"port {port}",
        Verdict.PROBLEM if state is None else Verdict.NOTE,
        f"is taken by {owner}",
        f"Stop it, or start with `agora up --port {port + 1}`." if state is None else "",
    )


def _running(state: RunState) -> Iterator[Finding]:
    doing = f"serves {state.address}" if state.serving else "is starting"
    yield Finding("agora", Verdict.GOOD, f"{doing} (process {state.pid}), data in {state.data_dir}")
    for service in state.services:
        if service.is_running:
            listening = ", ".join(map(str, ports.listened_by(service.members)))
            where = f", port {listening}" if listening else ""
            yield Finding(service.name, Verdict.GOOD, f"runs (process {service.pid}{where})")
        else:
            yield Finding(
                service.name,
                Verdict.PROBLEM,
                "has crashed and is about to be started again",
                f"Read {state.data_dir}/logs/{service.name}.log.",
            )
    ours = {service.name for service in state.services}
    for name, variable in REPLACED_BY.items():
        if name not in ours and (url := state.environment.get(variable)):
            yield _external(name, url)


def _external(name: str, url: str) -> Finding:
    variable = REPLACED_BY[name]
    if name == "stripe":
        return Finding(name, Verdict.GOOD, f"is the real one, by {variable}")
    parts = urlsplit(url)
    place = f"{parts.hostname or 'a local socket'}:{parts.port or _DEFAULT_PORTS[name]}"
    try:
        if name == "postgres":
            psycopg.connect(url.replace("postgresql+psycopg:", "postgresql:", 1), connect_timeout=3).close()
        elif name == "redis":
            with redis_client.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3) as client:
                client.ping()
        elif not ports.answers(parts.port or _DEFAULT_PORTS[name], parts.hostname or "", timeout_s=3):
            raise ConnectionRefusedError
    except (psycopg.Error, redis_client.RedisError, OSError, ValueError) as error:
        why = str(error).strip().splitlines()[0] if str(error).strip() else "nobody answers"
        return Finding(
            name,
            Verdict.PROBLEM,
            f"at {place} (by {variable}) cannot be reached: {why}",
            f"Correct {variable}, or unset it to use the embedded one.",
        )
    return Finding(name, Verdict.GOOD, f"answers at {place} (by {variable})")


def _resting(name: str) -> Finding:
    wanted = PREFERRED_PORTS[name]
    owner = ports.owner(wanted)
    where = f"port {wanted}" if owner is None else f"another port, for {wanted} is taken by {owner}"
    return Finding(name, Verdict.NOTE, f"is embedded and starts with `agora up` on {where}")


def _migrations(*, reachable: bool) -> Finding:
    if not reachable or not settings().database_url:
        return Finding("migrations", Verdict.NOTE, "are looked at when the database runs")
    try:
        missing = migrations.pending()
    except OperationalError:
        return Finding("migrations", Verdict.NOTE, "cannot be looked at: the database does not answer")
    finally:
        db.dispose()
    if missing:
        return Finding(
            "migrations",
            Verdict.PROBLEM,
            f"{len(missing)} missing: {'; '.join(missing)}",
            "Run `agora migrate`.",
        )
    return Finding("migrations", Verdict.GOOD, "none is missing")


def _front_end() -> Finding:
    if frontend.is_current():
        return Finding("front end", Verdict.GOOD, "is built from these sources")
    if (frontend.CLIENT / "index.html").exists():
        return Finding("front end", Verdict.NOTE, "is older than its sources; the next `agora up` builds it")
    return Finding("front end", Verdict.NOTE, "is not built; the next `agora up` builds it")
