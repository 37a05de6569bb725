"""`agora env`."""

from __future__ import annotations

import shlex
from pathlib import Path

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, refusals
from app.local.failure import StartFailed
from app.local.run import running


def command(data_dir: DataDir = DEFAULT_DATA_DIR) -> None:
    """For `eval "$(agora env)"`: afterwards any tool of this shell works on the running services."""
    with refusals():
        state = running(Path(data_dir))
        if state is None:
            raise StartFailed("No Agora runs here: start one with `agora up`")
    for name, value in sorted(state.environment.items()):
        console.print(f"export {name}={shlex.quote(value)}", markup=False)
