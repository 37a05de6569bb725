"""Children that never outlive their parent, and what /proc says about processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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
    """Ask the child to end with `first`; after `grace_s` kill its process group. Returns its exit code."""
    if child.poll() is None:
        with suppress(ProcessLookupError):
            child.send_signal(first)
        with suppress(subprocess.TimeoutExpired):
            child.wait(grace_s)
    kill_group(child.pid)
    return child.wait()


def kill_group(leader: int) -> None:
    """SIGKILL what is left of the process group that `leader` leads."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def started_at(pid: int) -> int | None:
    """When `pid` started, in clock ticks since boot, or None. Tells a reused id apart."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def is_running(pid: int, started: int | None = None) -> bool:
    """Whether `pid` runs, and is still the process that started at `started` when that is given."""
    found = started_at(pid)
    return found is not None and started in (None, found)


def name_of(pid: int) -> str:
    """The command line of `pid`, at most 80 characters; empty when it is gone or not ours to read."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return ""
    return b" ".join(words).decode(errors="replace").strip()[:80]


def marked_with(entry: str) -> list[int]:
    """Every running process whose environment holds `entry` (`NAME=value`), this one excepted."""
    wanted = entry.encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            marked = wanted in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if marked and is_running(int(folder.name)):
            found.append(int(folder.name))
    return found


def end_marked(entry: str, *, grace_s: float) -> list[int]:
    """SIGTERM every process marked with `entry`, SIGKILL the rest after `grace_s`. Returns who had to end."""
    victims = marked_with(entry)
    for pid in victims:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + grace_s
    while marked_with(entry) and time.monotonic() < deadline:
        time.sleep(0.1)
    for pid in marked_with(entry):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    return victims
