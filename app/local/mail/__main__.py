"""Start the sink: SMTP and texts in, pages and JSON out, one process, until SIGTERM."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from aiosmtpd.smtp import SMTP, Envelope, Session
from granian.constants import Interfaces
from granian.server.embed import Server

from app.local.mail.page import create_page
from app.local.mail.store import MailStore
from app.local.mail.texts import TextStore

_LARGEST_MESSAGE = 20 * 1024 * 1024


class _Keeper:
    """What aiosmtpd hands every finished message to."""

    def __init__(self, store: MailStore):
        self._store = store

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message before saying so."""
        content = envelope.original_content or b""
        self._store.add(content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos)
        return "250 Message accepted for nobody but you"


async def _serve(store: MailStore, texts: TextStore, smtp_port: int, http_port: int) -> None:
    keeper = _Keeper(store)
    loop = asyncio.get_running_loop()
    listener = await loop.create_server(
        lambda: SMTP(
            keeper,
            hostname="agora.localhost",
            enable_SMTPUTF8=True,
            data_size_limit=_LARGEST_MESSAGE,
            loop=loop,
        ),
        host="127.0.0.1",
        port=smtp_port,
    )
    async with listener:
        await Server(create_page(store, texts), port=http_port, interface=Interfaces.ASGI).serve()


def main(
    smtp_port: Annotated[int, typer.Option()],
    http_port: Annotated[int, typer.Option()],
    directory: Annotated[Path, typer.Option("--dir")],
) -> None:
    """Keep mail and texts, show them."""
    asyncio.run(_serve(MailStore(directory), TextStore(directory / "texts"), smtp_port, http_port))


if __name__ == "__main__":
    typer.run(main)
