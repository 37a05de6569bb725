"""The `agora` command. Each command is a module of `app.commands`, imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer

# Name → what `agora --help` says about it. The module is app.commands.<name>, its function `command`.
COMMANDS = {
    "up": "Start everything and serve Agora: services, migrations, demo world, front end.",
    "doctor": "Say what is running, what is missing, who has which port, and what to do.",
    "migrate": "Bring the database to the schema of this checkout.",
    "seed": "Fill the database with the demo world.",
    "open-seller": "Open a seller's account.",
    "open-warehouse": "Open a warehouse, or change one.",
    "grant": "Give an account a role: seller, floor, board, desk or operator.",
    "retry": "Send the jobs that gave up once more.",
    "import": "Import a seller's feed: Shopify, Google Merchant, JSON lines or any CSV by a mapping.",
    "reindex": "Build the search index anew while searches go on.",
    "check": "Prove every invariant of stock, orders and money on the database.",
    "reconcile": "Compare the books of the payment gateway with ours.",
    "bench": "Measure searches, product reads, orders or the rush for one offer.",
    "train-fraud": "Train the model of card fraud on the simulated year and say how good it is.",
    "bench-fraud": "Measure how long judging a card payment takes.",
    "build": "Build the front end when its sources changed.",
    "env": "Print the environment of the running services as export lines.",
}


def _application(name: str) -> typer.Typer:
    # `import` cannot be a module's name.
    module: Any = import_module(f"app.commands.{name.replace('-', '_')}{'_' * iskeyword(name)}")
    application = typer.Typer(
        add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
    )
    application.command(name, help=COMMANDS[name])(module.command)
    return application


def _overview() -> str:
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:<{width}}{text}" for name, text in COMMANDS.items()]
    return "\n".join(
        [
            "Usage: agora COMMAND [OPTIONS]",
            "",
            "A marketplace of great breadth that anyone can run.",
            "",
            "Commands:",
            *lines,
            "",
            "`agora COMMAND --help` says what a command takes.",
        ]
    )


def main() -> None:
    """Entry point. Only the module of the command that is called gets imported."""
    arguments = sys.argv[1:]
    name = arguments[0] if arguments else "--help"
    if name in COMMANDS:
        _application(name)(arguments[1:], prog_name=f"agora {name}")
    if name in {"-h", "--help"}:
        print(_overview())
        sys.exit(0)
    print(f"There is no command {name!r}.\n\n{_overview()}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
