"""Children that never outlive their parent, and what /proc says about processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Account:
    """A system user that a child runs as; `capability` is a Linux capability number it keeps, or -1."""

    uid: int
    gid: int
    capability: int = -1


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own with its output appended to `log`.

    The kernel sends it `death_signal` when the calling *thread* ends, so call this from a thread
    that lives as long as the child should.
    """
    who = account or Account(-1, -1)
    launcher = [sys.executable, "-I", "-S", str(_LAUNCH), str(os.getpid()), str(int(death_signal))]
    launcher += [str(who.uid), str(who.gid), str(who.capability), "--"]
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - commands of ours, never a shell
            [*launcher, *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            cwd=directory,
            start_new_session=True,
        )


def stop(
    child: subprocess.Popen[bytes], *, first: signal.Signals = signal.SIGTERM, grace_s: float = 10
) -> int:
    """Ask the child to end with `first`; after `grace_s` kill its session. Returns its exit code."""
    if child.poll() is None:
        with suppress(ProcessLookupError):
            child.send_signal(first)
        with suppress(subprocess.TimeoutExpired):
            child.wait(grace_s)
    kill_session(child.pid)
    return child.wait()


def started_at(pid: int) -> int | None:
    """When `pid` started, in clock ticks since boot, or None. Tells a reused id apart."""
    fields = _stat(pid)
    return int(fields[19]) if fields and fields[0] not in "ZX" else None


def is_running(pid: int, started: int | None = None) -> bool:
    """Whether `pid` runs, and is still the process that started at `started` when that is given."""
    found = started_at(pid)
    return found is not None and started in (None, found)


def name_of(pid: int) -> str:
    """The command line of `pid`, paths cut to their last part; empty when it is gone or closed to us."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return ""
    return " ".join(word.decode(errors="replace").rpartition("/")[2] for word in words).strip()[:80]


def session_members(leader: int) -> list[int]:
    """Every running process of the session that `leader` started, the leader included."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _stat(int(folder.name))
            if fields and fields[0] not in "ZX" and int(fields[3]) == leader:
                found.append(int(folder.name))
    return found


def kill_session(leader: int) -> None:
    """SIGKILL what is left of the session that `leader` started: workers that outlived their master."""
    for pid in session_members(leader):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
