"""`python -m app.local.stripe`: serve the stand-in until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import signal
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from app.local.stripe.server import create_app
from app.local.stripe.settings import StandInSettings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.local.stripe", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state-dir", type=Path, required=True, help="where the stand-in remembers")
    parser.add_argument("--webhook-url", default="", help="address that is told about events")
    parser.add_argument("--webhook-secret", default="whsec_local")
    parser.add_argument(
        "--webhook-events", default="*", help="comma-separated event types for --webhook-url; * is all"
    )
    parser.add_argument(
        "--secret-key", default="sk_test_local", help="the publishable key is derived from it"
    )
    parser.add_argument("--public-url", default="", help="address browsers reach the stand-in by, if another")
    parser.add_argument("--settlement-s", type=int, default=0, help="seconds captured money stays pending")
    parser.add_argument(
        "--later-s", type=float, default=1.0, help="seconds before disputes open by themselves"
    )
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    settings = StandInSettings(
        state_dir=arguments.state_dir,
        secret_key=arguments.secret_key,
        webhook_url=arguments.webhook_url,
        webhook_secret=arguments.webhook_secret,
        webhook_events=tuple(arguments.webhook_events.split(",")),
        public_url=arguments.public_url.rstrip("/"),
        settlement_s=arguments.settlement_s,
        later_s=arguments.later_s,
    )
    # Embedded: one process and one event loop, so the one SQLite writer and the in-flight keys are shared.
    app = create_app(settings)
    server = Server(
        app,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.error,
    )

    def stop() -> None:
        app.state.let_go()
        server.stop()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    await server.serve()


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    asyncio.run(_serve(_arguments()))


if __name__ == "__main__":
    main()
