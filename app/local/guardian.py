"""Outlives a killed `agora up` by seconds: ends what did not end by itself.

Every service asks the kernel for a signal at its parent's death. That reaches the services, not the
workers that they started, and it is a request. `python -m app.local.guardian PID STATE_FILE` waits for
PID to end, gives everybody in the state file a moment, then kills what is left of their sessions.
"""

from __future__ import annotations

import os
import select
import sys
import time
from contextlib import suppress
from pathlib import Path

from app.local.run_state import RunState

_GRACE_S = 10.0


def guard(watched: int, state_file: Path, *, grace_s: float = _GRACE_S) -> None:
    """Block until `watched` ends, then see to it that its services have ended too."""
    with suppress(ProcessLookupError):
        select.select([os.pidfd_open(watched)], [], [])
    state = RunState.read(state_file)
    if state is None or state.pid != watched:
        return
    deadline = time.monotonic() + grace_s
    while time.monotonic() < deadline and any(service.left_over for service in state.services):
        time.sleep(0.1)
    state.end_leftovers()
    state_file.unlink(missing_ok=True)


if __name__ == "__main__":
    guard(int(sys.argv[1]), Path(sys.argv[2]))
