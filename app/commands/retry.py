"""`agora retry`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services
from backend.kit.unit_of_work import transact


def command(data_dir: DataDir = DEFAULT_DATA_DIR) -> None:
    """Send every job that gave up once more; what has been done since is not done twice."""
    with refusals(), reachable_services(Path(data_dir), note):
        # Importing jobs connects them to the queue that the environment names by now.
        sent = transact(import_module("jobs.retrying").send_failed_again)
    for name, error in sent:
        console.print(f"{name}  (was: {error.splitlines()[0]})", markup=False)
    console.print(f"{len(sent)} jobs sent again.")
