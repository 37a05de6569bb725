"""`agora build`."""

from __future__ import annotations

from typing import Annotated

import typer

from app import frontend
from app.commands.terminal import console, refusals
from app.local.failure import StartFailed


def command(
    force: Annotated[bool, typer.Option("--force", help="Build even when nothing changed.")] = False,
) -> None:
    """Build unless what is built is current."""
    with refusals():
        try:
            frontend.build(lambda line: console.print(line, markup=False), force=force)
        except frontend.BuildFailed as failure:
            raise StartFailed(str(failure)) from failure
