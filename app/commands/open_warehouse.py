"""`agora open-warehouse`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services
from backend.inventory import service as inventory
from backend.kit.unit_of_work import transact


def command(
    code: Annotated[str, typer.Argument(help="What labels and other commands call it.")],
    name: Annotated[str, typer.Argument(help="What people read.")],
    country: Annotated[str, typer.Option(help="ISO 3166 code.")] = "US",
    region: Annotated[str, typer.Option(help="State code, in the US.")] = "",
    city: Annotated[str, typer.Option()] = "",
    postcode: Annotated[str, typer.Option()] = "",
    time_zone: Annotated[str, typer.Option(help="IANA name; cut-off hours are counted in it.")] = "UTC",
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Open a warehouse, or change the one with this code."""
    with refusals(), reachable_services(Path(data_dir), note):
        transact(
            inventory.put_warehouse,
            code=code,
            name=name,
            country=country,
            region=region,
            city=city,
            postcode=postcode,
            time_zone=time_zone,
        )
    console.print(f"Warehouse {code} is open.", markup=False)
