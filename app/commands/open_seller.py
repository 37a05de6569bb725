"""`agora open-seller`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services
from backend.identity.schemas import system_actor
from backend.kit.unit_of_work import transact
from backend.sellers import service as sellers


def command(
    slug: Annotated[
        str, typer.Argument(help="What addresses and other commands call it: lower case, dashes.")
    ],
    name: Annotated[str, typer.Argument(help="What shoppers read.")],
    country: Annotated[str, typer.Option(help="ISO 3166 code of where it is at home.")] = "US",
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Open a seller's account; `agora grant EMAIL seller --seller SLUG` lets a person keep it."""
    with refusals(), reachable_services(Path(data_dir), note):
        transact(
            sellers.create_seller, slug=slug, name=name, country=country, actor=system_actor("open-seller")
        )
    console.print(f"{name} can sell here.", markup=False)
