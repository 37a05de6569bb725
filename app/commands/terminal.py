"""How commands speak to a person: steps with seconds, refusals without a traceback."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app.local.failure import StartFailed
from app.local.fleet import ROOT
from backend.kit.errors import DomainError

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

DataDir = Annotated[
    Path,
    typer.Option(envvar="AGORA_DATA_DIR", help="Where databases, objects, mail and logs live."),
]
DEFAULT_DATA_DIR = ROOT / ".agora"


@contextmanager
def step(title: str) -> Iterator[Callable[[str], None]]:
    """Show a step while it runs and how long it took. The value shows a detail beside the title."""
    began = time.monotonic()
    if not console.is_terminal:
        console.print(f"… {title}")

        def plain(detail: str) -> None:
            console.print(f"    {detail}", markup=False)

        yield plain
    else:
        with console.status(title) as status:

            def beside(detail: str) -> None:
                seconds = time.monotonic() - began
                status.update(f"{title} [dim]{seconds:4.0f} s  {escape(detail[:90])}[/]")

            yield beside
    console.print(f"[green]✓[/] {title} [dim]{time.monotonic() - began:.1f} s[/]")


def note(message: str) -> None:
    """One line that is no step."""
    console.print(f"[yellow]•[/] {escape(message)}")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a StartFailed or a domain refusal into its message and exit code 1."""
    try:
        yield
    except (StartFailed, DomainError) as failure:
        errors.print(f"[red]✗[/] {escape(str(failure))}")
        sys.exit(1)
