"""`agora reindex`."""

from __future__ import annotations

from pathlib import Path

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals, step
from app.local.run import reachable_services
from backend.kit.unit_of_work import transact
from backend.search import service as search


def command(data_dir: DataDir = DEFAULT_DATA_DIR) -> None:
    """Build the new index beside the old one; searches go on and see the new one when it is whole."""
    with refusals(), reachable_services(Path(data_dir), note):
        with step("Building the search index anew"):
            products = transact(search.rebuild)
        console.print(f"{products} products can be found.")
