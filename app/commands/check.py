"""`agora check`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from rich.markup import escape

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services
from backend.kit.unit_of_work import query


def command(data_dir: DataDir = DEFAULT_DATA_DIR) -> None:
    """Prove every invariant on the database: stock, orders, money, books. Exit code 1 on a violation."""
    with refusals(), reachable_services(Path(data_dir), note):
        # Importing jobs connects them to the queue that the environment names by now.
        violations = query(import_module("jobs.invariants").violations)
    for one in violations:
        console.print(f"[red]✗[/] {escape(one)}")
    if violations:
        console.print(f"{len(violations)} violations.")
        sys.exit(1)
    console.print("all invariants hold")
