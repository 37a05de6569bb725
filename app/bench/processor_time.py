"""How much processor time the parts of a running Agora have used, from /proc."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from pathlib import Path

from app.local.run_state import RunState

# Which service belongs to which figure.
_GROUPS = {
    "web": "server",
    "postgres": "database",
    "redis": "redis",
    "stripe": "stripe",
    "worker": "jobs",
    "relay": "jobs",
}
_LONGEST_START_S = 120
_REST_S = 1.0
_IDLE = 0.1
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def used_s(state: RunState | None) -> dict[str, float]:
    """Processor seconds so far by part; empty when the processes are not on this machine.

    A process counts with all that it started; children that ended, where their parent has waited for them.
    """
    if state is None:
        return {}
    children, seconds = _processes()
    used: dict[str, float] = {}
    for service in state.services:
        if (group := _GROUPS.get(service.name)) is not None:
            family, found = [service.pid], 0.0
            while family:
                pid = family.pop()
                found += seconds.get(pid, 0)
                family += children[pid]
            used[group] = used.get(group, 0) + found
    return used


def between(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """What was used from one reading to the next, in seconds."""
    return {group: round(seconds - before.get(group, 0), 2) for group, seconds in after.items()}


def wait_until_idle(state: RunState | None) -> None:
    """Wait until the server's processes rest: the last of them answers long after the first.

    At most two minutes: a server that others use never rests.
    """
    if state is None:
        return
    end = time.monotonic() + _LONGEST_START_S
    before = used_s(state)["server"]
    while time.monotonic() < end:
        time.sleep(_REST_S)
        now = used_s(state)["server"]
        if now - before < _REST_S * _IDLE:
            return
        before = now


def _processes() -> tuple[defaultdict[int, list[int]], dict[int, float]]:
    children: defaultdict[int, list[int]] = defaultdict(list)
    seconds: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        children[int(fields[1])].append(int(folder.name))
        seconds[int(folder.name)] = sum(int(field) for field in fields[11:15]) / _TICKS_PER_S
    return children, seconds
