"""One PostgreSQL for a whole pytest run, shared by its workers, gone with the run.

The first worker that asks starts a keeper process; the keeper runs the server and watches the pytest
process that owns the run. When that ends, in whatever way, the keeper stops the server and removes the
folder. Were the keeper killed, the kernel would end the server with it.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.local import ports, processes
from app.local.postgres import Postgres

_PREFIX = "agora-test"
_RUN, _OWNER = "AGORA_TEST_RUN", "AGORA_TEST_OWNER"
_START_LIMIT_S = 90


def begin_run() -> None:
    """Called by the pytest process that owns the run: name its folder, sweep those of dead runs."""
    if _RUN in os.environ:
        return
    os.environ[_RUN] = f"{tempfile.gettempdir()}/{_PREFIX}-{os.getpid()}-{secrets.token_hex(4)}"
    os.environ[_OWNER] = str(os.getpid())
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}-*-*"):
        owner = folder.name.split("-")[2]
        if owner.isdigit() and not processes.is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def end_run() -> None:
    """Called by the owner at the end: stop what was started, leave nothing."""
    if os.environ.get(_OWNER) != str(os.getpid()):
        return
    folder = run_folder()
    if (folder / "keeper.json").exists():
        keeper = json.loads((folder / "keeper.json").read_text())["pid"]
        os.kill(keeper, signal.SIGTERM)
        deadline = time.monotonic() + 30
        while processes.is_running(keeper) and time.monotonic() < deadline:
            time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)
    del os.environ[_RUN], os.environ[_OWNER]


def run_folder() -> Path:
    """The folder of this run; made when first asked for."""
    folder = Path(os.environ[_RUN])
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def one_worker_at_a_time() -> Iterator[None]:
    """Hold the run's lock."""
    with (run_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def postgres_url(database: str) -> str:
    """Where `database` of the run's server is; starts the server when nobody has. Hold the lock."""
    answer = run_folder() / "keeper.json"
    if not answer.exists():
        log = run_folder() / "keeper.log"
        with log.open("ab") as output:
            keeper = subprocess.Popen(
                [sys.executable, "-m", "tests.services", run_folder(), os.environ[_OWNER]],
                cwd=Path(__file__).parents[1],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + _START_LIMIT_S
        while not answer.exists():
            if keeper.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the test database did not start:\n{log.read_text()}")
            time.sleep(0.02)
    return str(json.loads(answer.read_text())["url"]).replace("/DATABASE", f"/{database}")


def _keep(folder: Path, owner: int) -> None:
    asked_to_end = False

    def end(*_: object) -> None:
        nonlocal asked_to_end
        asked_to_end = True

    signal.signal(signal.SIGTERM, end)
    server = Postgres(
        folder / "pg",
        port=ports.free_port(),
        password=secrets.token_hex(16),
        log=folder / "postgres.log",
        fsync=False,
    )
    try:
        watched = os.pidfd_open(owner)
        server.start()
        unfinished = folder / "keeper.part"
        unfinished.write_text(json.dumps({"pid": os.getpid(), "url": server.url("DATABASE")}))
        unfinished.rename(folder / "keeper.json")
        while not asked_to_end and not select.select([watched], [], [], 0.5)[0]:
            pass
    finally:
        server.stop(grace_s=5)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), int(sys.argv[2]))
