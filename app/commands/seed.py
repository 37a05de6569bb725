"""`agora seed`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals, step
from app.demo.catalogue.model import Size
from app.demo.defaults import DEFAULT_SEED, DEFAULT_SIZE
from app.demo.load import seed as load
from app.local import migrations
from app.local.failure import StartFailed
from app.local.run import reachable_services
from backend.kit import cache
from backend.kit.config import settings


def command(
    seed: Annotated[int, typer.Option(help="The same number makes the same world.")] = DEFAULT_SEED,
    size: Annotated[Size, typer.Option(help="How many products, people and orders.")] = DEFAULT_SIZE,
    reset: Annotated[bool, typer.Option("--reset", help="Delete everything in the database first.")] = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Fill the database with the demo world."""
    with refusals(), reachable_services(Path(data_dir), note, more=["stripe"]):
        if not settings().is_local:
            raise StartFailed(
                f"AGORA_ENV is {settings().agora_env!r}: the demo world has accounts with a public password "
                "and is for local databases only"
            )
        if reset:
            _empty()
        migrations.upgrade()
        load(seed, size.value, lambda line: console.print(line, markup=False))


def _empty() -> None:
    if not settings().is_local:
        raise StartFailed(f"AGORA_ENV is {settings().agora_env!r}: --reset empties local databases only")
    with step("Deleting what is in the database"):
        migrations.drop_everything()
        cache.redis().flushdb()
