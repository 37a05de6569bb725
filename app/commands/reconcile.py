"""`agora reconcile`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services


def command(
    data_dir: DataDir = DEFAULT_DATA_DIR,
    days: Annotated[int, typer.Option(min=1, max=90, help="How many days back")] = 3,
) -> None:
    """Compare the gateway's books with ours; exit code 1 when a case is left open."""
    with refusals(), reachable_services(Path(data_dir), note):
        reconciling = import_module("backend.payments.reconciling")
        report = reconciling.reconcile_days(days)
    fees = ", ".join(f"{amount} {currency}" for currency, amount in sorted(report.fees_booked.items()))
    console.print(f"{report.movements} movements compared; fees booked (minor units): {fees or 'none'}")
    console.print(f"cases: {report.opened} opened, {report.closed} closed, {report.still_open} found")
    if report.still_open:
        raise typer.Exit(1)
