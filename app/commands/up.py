"""`agora up`: from nothing to a served marketplace, and down again without a trace."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from app import frontend
from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals, step
from app.demo.catalogue.model import Size
from app.demo.defaults import DEFAULT_SEED, DEFAULT_SIZE
from app.demo.people import PASSWORD, PEOPLE
from app.local import fleet, ports, world
from app.local.environment import Plan, given_environment, plan
from app.local.failure import StartFailed
from app.local.run import Run, running


def command(
    port: Annotated[int, typer.Option(help="Where Agora listens on localhost.")] = 3000,
    workers: Annotated[int, typer.Option(help="Web server processes.", min=1, max=64)] = 2,
    size: Annotated[Size, typer.Option(help="Size of the demo world of the first start.")] = DEFAULT_SIZE,
    seed: Annotated[bool, typer.Option(help="Fill an empty database with the demo world.")] = True,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the front end anew.")] = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Start, serve, and stop all of it on Ctrl-C."""
    began = time.monotonic()
    with refusals():
        _check_port(port, Path(data_dir))
        chosen = plan(Path(data_dir), port=port, given=given_environment(fleet.ROOT))
        os.environ.update(chosen.environment)
        try:
            with Run(chosen, note) as run:
                try:
                    _start(run, workers=workers, size=size if seed else None, rebuild=rebuild)
                    _greet(chosen, seconds=time.monotonic() - began)
                    run.serve()
                finally:
                    console.print("\nStopping …")
        except KeyboardInterrupt:
            console.print("Everything has stopped.")


def _start(run: Run, *, workers: int, size: Size | None, rebuild: bool) -> None:
    chosen = run.plan
    backing = fleet.backing_services(chosen)
    if backing:
        with step(f"Starting {', '.join(service.name for service in backing)}"):
            run.start(backing)
    url = chosen.environment["DATABASE_URL"]
    known = world.World.read(chosen.data_dir, chosen.database)
    if known.migrations != world.migrations_fingerprint(url):
        with step("Bringing the database up to date") as progress:
            run.finish(fleet.step(chosen, "migrate", *_agora(chosen, "migrate")), progress)
        known = known.write(chosen.data_dir, migrations=world.migrations_fingerprint(url))
    if size is not None and _needs_seeding(known, url):
        _seed(run, known, size)
    if rebuild or not frontend.is_current():
        with step("Building the front end") as progress:
            run.finish(fleet.step(chosen, "build", "app.cli", "build", *["--force"] * rebuild), progress)
    with step(f"Starting Agora with {workers} web server processes"):
        run.start([fleet.web(chosen, workers=workers)])
        run.start(fleet.background_services(chosen))


def _needs_seeding(known: world.World, url: str) -> bool:
    return known.seeding == "unfinished" or (known.seeding == "never" and not world.has_products(url))


def _seed(run: Run, known: world.World, size: Size) -> None:
    chosen = run.plan
    # A world that was interrupted half-way is thrown away: half a world proves nothing.
    again = ["--reset"] if known.seeding == "unfinished" else []
    known = known.write(chosen.data_dir, seeding="unfinished")
    with step(f"Filling the demo world ({size})") as progress:
        arguments = ("--seed", str(DEFAULT_SEED), "--size", size.value, *again)
        run.finish(fleet.step(chosen, "seed", *_agora(chosen, "seed", *arguments)), progress)
    known.write(chosen.data_dir, seeding="done", seed=DEFAULT_SEED, size=size.value)


def _agora(chosen: Plan, *arguments: str) -> list[str]:
    return ["app.cli", *arguments, "--data-dir", str(chosen.data_dir)]


def _check_port(port: int, data_dir: Path) -> None:
    state = running(data_dir)
    if state is not None and state.serving:
        raise StartFailed(f"Agora already runs on {data_dir}: {state.address} (process {state.pid})")
    owner = ports.owner(port)
    if owner is not None:
        raise StartFailed(
            f"Port {port} is taken by {owner}. Stop it, or choose another port: "
            f"`agora up --port {port + 1}` or `make up PORT={port + 1}`"
        )
    if not ports.is_free(port):
        raise StartFailed(f"This user may not listen on port {port}: choose one above 1023 with --port")


def _greet(chosen: Plan, *, seconds: float) -> None:
    table = Table.grid(padding=(0, 3))
    table.add_row("", "")
    for person in PEOPLE:
        table.add_row(person.surface, f"[bold]{person.email}[/]  {chosen.address}{person.opens}")
    table.add_row("Password of all", f"[bold]{PASSWORD}[/]")
    table.add_row("", "")
    if chosen.mail_port is not None:
        table.add_row("Mail that was sent", f"http://localhost:{chosen.mail_port}")
    if chosen.stripe_port is not None:
        table.add_row("Stripe stand-in", f"http://localhost:{chosen.stripe_port}")
    table.add_row("API", f"{chosen.address}/api/v1/docs")
    table.add_row("Data", escape(str(chosen.data_dir)))
    table.add_row("Logs", escape(str(chosen.logs)))
    console.print(f"\n[bold green]Agora is at {chosen.address}[/]  [dim]({seconds:.0f} s)[/]")
    console.print(table)
    console.print("\n[dim]Ctrl-C stops everything.[/]")
