"""The `agora` command. Each command is a module of `app.commands`, imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
import typer

# Name → what `agora --help` says about it. The module is app.commands.<name>, its function `command`.
COMMANDS = {
    "up": "Start everything and serve Agora: services, migrations, demo world, front end.",
    "doctor": "Say what is running, what is missing, who has which port, and what to do.",
    "migrate": "Bring the database to the schema of this checkout.",
    "seed": "Fill the database with the demo world.",
    "import": "Import a seller's feed: Shopify, Google Merchant, JSON lines or any CSV by a mapping.",
    "reindex": "Build the search index anew while searches go on.",
    "build": "Build the front end when its sources changed.",
    "env": "Print the environment of the running services as export lines.",
}


class _Commands(click.Group):
    """Loads a command's module, with all that it imports, only when that command is called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        # `import` cannot be a module's name.
        module: Any = import_module(f"app.commands.{name.replace('-', '_')}{'_' * iskeyword(name)}")
        application = typer.Typer(add_completion=False, rich_markup_mode=None)
        application.command(name, help=COMMANDS[name])(module.command)
        return typer.main.get_command(application)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def agora() -> None:
    """A marketplace of great breadth that anyone can run."""


def main() -> None:
    """Entry point. A failure that a person can act on is one message, not a traceback."""
    sys.exit(agora(prog_name="agora"))


if __name__ == "__main__":
    main()
