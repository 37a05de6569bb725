"""`agora doctor`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console
from app.local.diagnosis import Verdict, examine
from app.local.environment import given_environment
from app.local.fleet import ROOT
from app.local.run import running

_MARKS = {Verdict.GOOD: "[green]✓[/]", Verdict.NOTE: "[yellow]•[/]", Verdict.PROBLEM: "[red]✗[/]"}


def command(
    port: Annotated[int, typer.Option(help="The port that Agora is to listen on.")] = 3000,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Examine, explain, and end with 1 when something needed is missing."""
    state = running(Path(data_dir))
    given = given_environment(ROOT)
    if state is not None:
        os.environ.update(state.environment)
    findings = list(examine(Path(data_dir), port=port, state=state, given=given))
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")
    for finding in findings:
        table.add_row(_MARKS[finding.verdict], f"[bold]{escape(finding.subject)}[/]", escape(finding.words))
    console.print(table)
    problems = [finding for finding in findings if finding.verdict is Verdict.PROBLEM]
    if problems:
        console.print("\nWhat to do")
        for problem in problems:
            console.print(f"  {escape(problem.subject)}: {escape(problem.remedy)}")
        sys.exit(1)
    console.print("\nNothing needed is missing.")
