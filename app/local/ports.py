"""Who has a TCP port, and which one to take instead."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.local.processes import name_of

_LISTEN = "0A"  # TCP_LISTEN in /proc/net/tcp


@dataclass(frozen=True)
class Owner:
    """The process that listens on a port; `pid` is None when it belongs to another user."""

    port: int
    pid: int | None
    command: str

    def __str__(self) -> str:
        """In plain words."""
        if self.pid is None:
            return "a process of another user"
        return f"process {self.pid} ({self.command or 'no name'})"


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether `host:port` can be listened on now, by the rule that servers follow (SO_REUSEADDR)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return owner(port) is None


def free_port(preferred: int | None = None, *, not_among: frozenset[int] = frozenset()) -> int:
    """`preferred` when it is free, else one that the kernel picks."""
    if preferred is not None and preferred not in not_among and is_free(preferred):
        return preferred
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind(("127.0.0.1", 0))
            picked: int = probe.getsockname()[1]
        if picked not in not_among:
            return picked


def answers(port: int, host: str = "127.0.0.1", timeout_s: float = 0.5) -> bool:
    """Whether somebody accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=timeout_s):
            return True
    except OSError:
        return False


def owner(port: int) -> Owner | None:
    """Who listens on `port`, on any address; None when nobody does."""
    wanted = {f"socket:[{inode}]" for listened, inode in _listening() if listened == port}
    if not wanted:
        return None
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and not wanted.isdisjoint(_links(folder / "fd")):
            pid = int(folder.name)
            return Owner(port, pid, name_of(pid))
    return Owner(port, None, "")


def listened_by(pids: Iterable[int]) -> list[int]:
    """The ports that these processes listen on, ascending."""
    inodes = {f"socket:[{inode}]": port for port, inode in _listening()}
    return sorted(
        {inodes[link] for pid in pids for link in _links(Path(f"/proc/{pid}/fd")) if link in inodes}
    )


def _listening() -> Iterator[tuple[int, str]]:
    """Port and socket inode of every listener."""
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except FileNotFoundError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == _LISTEN:
                yield int(fields[1].rpartition(":")[2], 16), fields[9]


def _links(descriptors: Path) -> Iterator[str]:
    """Where the open descriptors of a process lead; nothing when it is gone or another user's."""
    try:
        for descriptor in descriptors.iterdir():
            with suppress(FileNotFoundError):
                yield os.readlink(descriptor)
    except OSError:
        return
