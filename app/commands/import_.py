"""`agora import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services
from backend.catalog.feeds.detection import FeedFormat
from backend.inventory import service as inventory
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import query
from backend.sellers import service as sellers
from jobs.feed_import import ImportReport, import_feed


def command(
    file: Annotated[
        Path, typer.Argument(help="A Shopify export, a Google Merchant feed, JSON lines or any CSV.")
    ],
    seller: Annotated[str, typer.Option(help="The slug of the seller whose products these are.")],
    format: Annotated[FeedFormat, typer.Option(help="What the file is.")] = FeedFormat.AUTO,
    mapping: Annotated[Path | None, typer.Option(help="A TOML file that says which column is what.")] = None,
    warehouse: Annotated[str, typer.Option(help="Where stock is counted; the first one if not given.")] = "",
    errors: Annotated[Path | None, typer.Option(help="Where to write the refused rows as CSV.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Import a seller's feed. Running the same file again changes nothing."""
    with refusals(), reachable_services(Path(data_dir), note):
        owner = query(sellers.seller_by_slug, seller)
        places = {one.code: one for one in query(inventory.warehouses)}
        if not places or (warehouse and warehouse not in places):
            known = ", ".join(sorted(places)) or "none yet"
            raise InvalidInput(f"There is no warehouse {warehouse!r}. There are: {known}.", field="warehouse")
        place = places[warehouse] if warehouse else places[min(places)]
        with Progress(
            TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
        ) as bar:
            task = bar.add_task("import", total=None)
            report = import_feed(
                file,
                seller_id=owner.id,
                warehouse_id=place.id,
                feed_format=format,
                mapping_file=mapping,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        _tell(report, errors or file.with_name(f"{file.stem}.errors.csv"), is_asked=errors is not None)


def _tell(report: ImportReport, path: Path, *, is_asked: bool) -> None:
    console.print(
        f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged, "
        f"{len(report.errors)} rows refused."
    )
    if report.errors and not is_asked and not path.parent.is_dir():
        return
    if report.errors:
        try:
            report.write_csv(path)
        except OSError:
            # The feed lies where we may not write: the report goes beside the person.
            path = Path(path.name)
            report.write_csv(path)
        console.print(f"Why, line by line: {path}")
